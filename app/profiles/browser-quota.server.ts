import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { TOPICS } from '#app/events/topics/registry.ts';
import { identifierKey } from './identity/directory.ts';
import { isToken } from './identity/match-tokens.ts';
import { findFullBrowsers } from './store/browser-quota.server.ts';

/** Events that a browser gathers before it names itself: months of daily visits, and what one merge can move. */
export const MOST_ANONYMOUS_EVENTS = 5_000;

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
  const found = await findFullBrowsers(client, shopId, [...tokens.values()], mostEvents);
  if (found.length === 0) return events;
  const full = new Set(found.map(identifierKey));
  return events.filter((event) => !tokensOf(event).some((token) => full.has(identifierKey(token))));
}

/** What an event that a browser sent alone is matched by; nothing where it names a person, or is signed. */
function tokensOf(event: DomainEvent): readonly Identifier[] {
  // The pixel and the app proxy send what no signature vouches for.
  const isFromBrowser = TOPICS.get(event.topic)?.isFromBrowser === true;
  if (event.kind === 'customer.merged' || !isFromBrowser) return [];
  return event.identifiers.every(isToken) ? event.identifiers : [];
}
