import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import { identifierKey } from '../identity/directory.ts';
import { isToken, PERSONAL } from '../identity/match-tokens.ts';

/** Events that a browser gathers before it names itself: months of daily visits, and what one merge can move. */
export const MOST_ANONYMOUS_EVENTS = 5_000;

/** What the storefront sends, by the pixel and through the app proxy. */
const BROWSER_TOPICS: ReadonlySet<string> = new Set([
  STOREFRONT_TOPIC,
  'tendril/page.viewed',
  'tendril/product.viewed',
  'tendril/visitor.identified',
]);

/**
 * Leaves out what browsers send of anonymous profiles that have gathered as much as one may: no more joins them until
 * they are identified or forgotten. Any visitor of a storefront can send such events, and a merge moves all of them.
 * @param mostEvents how many events an anonymous profile gathers; a batch that begins below may end above
 */
export async function withinBrowserQuota(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  mostEvents = MOST_ANONYMOUS_EVENTS,
): Promise<readonly DomainEvent[]> {
  const tokens = new Map(
    events.flatMap(tokensOf).map((token) => [identifierKey(token), token] as const),
  );
  if (tokens.size === 0) return events;
  const { rows } = await client.query<Identifier>(
    `select wanted.kind, wanted.value from unnest($2::text[], $3::text[]) as wanted (kind, value)
     cross join lateral (select profile_id from identity
       where shop_id = $1 and kind = wanted.kind and value = wanted.value limit 1) as found
     where not exists (select from identity person
         where person.shop_id = $1 and person.profile_id = found.profile_id and person.kind = any($4))
       and (select count(*) from (select from event
         where shop_id = $1 and profile_id = found.profile_id limit $5) as counted) >= $5`,
    [
      shopId,
      [...tokens.values()].map(({ kind }) => kind),
      [...tokens.values()].map(({ value }) => value),
      PERSONAL,
      mostEvents,
    ],
  );
  if (rows.length === 0) return events;
  const full = new Set(rows.map(identifierKey));
  return events.filter((event) => !tokensOf(event).some((token) => full.has(identifierKey(token))));
}

/** What an event that a browser sent alone is matched by; nothing where it names a person, or is signed. */
function tokensOf(event: DomainEvent): readonly Identifier[] {
  if (event.kind === 'customer.merged' || !BROWSER_TOPICS.has(event.topic)) return [];
  return event.identifiers.every(isToken) ? event.identifiers : [];
}
