import { companyGid } from '#app/companies/company-gid.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { BuyingSpans, EventSpan } from './buying-facts.ts';
import type { FactNames } from './person-facts.ts';
import { wantedEvent, type EventRef, type FactSource } from './provenance.ts';

/** Events looked through for the visit that brought a person: it is received just after it began. */
const NEAR_A_TOUCH = 200;

/** How often each kind of event happened to a person, with the first and the last; of the events kept. */
export async function eventSpans(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<Map<string, EventSpan>> {
  const { rows } = await client.query<EventSpan & { kind: string }>(
    `select kind, count(*) as count, min(at) as "from", max(at) as "to"
       from event where shop_id = $1 and profile_id = $2 group by kind`,
    [shopId, profileId],
  );
  return new Map(rows.map(({ kind, ...span }) => [kind, span]));
}

/** The orders that a person's sums are made of. */
export async function orderSpans(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<Pick<BuyingSpans, 'orders' | 'kept'>> {
  const { rows } = await client.query<EventSpan & { isKept: boolean }>(
    `select cancelled_at is null as "isKept", count(*) as count,
            min(placed_at) as "from", max(placed_at) as "to"
       from purchase where shop_id = $1 and profile_id = $2 and placed_at is not null group by 1`,
    [shopId, profileId],
  );
  const kept = rows.find(({ isKept }) => isKept) ?? null;
  const gone = rows.find(({ isKept }) => !isKept) ?? null;
  return { kept, orders: kept && gone ? mergeSpans(kept, gone) : (kept ?? gone) };
}

function mergeSpans(a: EventSpan, b: EventSpan): EventSpan {
  return { count: a.count + b.count, from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** Names of the products and companies that a profile knows by id. */
export async function factNames(
  client: ShopClient,
  shopId: string,
  { interests, companies }: ProfileState,
): Promise<FactNames> {
  const { rows: products } = await client.query<{
    id: string;
    title: string;
    category: string | null;
  }>(
    `select id, title, nullif(product_type, '') as category from product
      where shop_id = $1 and id = any($2)`,
    [shopId, interests.map(([id]) => id)],
  );
  const { rows: accounts } = await client.query<{ gid: string; name: string }>(
    'select company_gid as gid, name from account where shop_id = $1 and company_gid = any($2)',
    [shopId, companies.map(([id]) => companyGid(id))],
  );
  const names = new Map(accounts.map(({ gid, name }) => [gid, name]));
  return {
    products: new Map(products.map(({ id, ...product }) => [id, product])),
    companies: new Map(
      companies.flatMap(([id]) => {
        const name = names.get(companyGid(id));
        return name === undefined ? [] : [[id, name]];
      }),
    ),
  };
}

type Found = {
  wantedWord: string | null;
  wantedAt: number;
  id: string;
  kind: string;
  at: number;
  orderId: string | null;
  name: string | null;
  placedAt: number | null;
};

/**
 * Finds the events behind sources, all in two statements.
 * @returns gives the event of one of these sources; null for what is no longer kept
 */
export async function eventsBehind(
  client: ShopClient,
  shopId: string,
  profileId: string,
  sources: readonly (FactSource | null)[],
): Promise<(source: FactSource | null) => EventRef | null> {
  const wanted = sources.flatMap((source) => (source ? [wantedEvent(source)] : []));
  const visits = wanted.filter(({ word }) => word === 'visit');
  const others = wanted.filter(({ word }) => word !== 'visit');
  const found = [
    ...(await eventsAt(client, shopId, profileId, others)),
    ...(await eventsOfVisits(client, shopId, profileId, visits)),
  ];
  const events = new Map(found.map((one) => [keyOf(one.wantedWord, one.wantedAt), refOf(one)]));
  return (source) => {
    if (!source) return null;
    const { word, at } = wantedEvent(source);
    return events.get(keyOf(word, at)) ?? null;
  };
}

function keyOf(word: string | null, at: number): string {
  return `${word ?? ''} ${String(at)}`;
}

type Wanted = { word: string | null; at: number };

const FOUND = `found.id, found.kind, found.at, purchase.order_id as "orderId", placed_at as "placedAt",
  coalesce(purchase.name, found.props ->> 'name') as name`;
/** Found beside the event: a condition that reads JSON may not be looked up by an index under row-level security. */
const ORDER_ID = `coalesce(props ->> 'orderId', props #>> '{order,orderId}') as order_id`;
const ORDER = `left join purchase on purchase.shop_id = $1 and purchase.order_id = found.order_id`;

async function eventsAt(
  client: ShopClient,
  shopId: string,
  profileId: string,
  wanted: readonly Wanted[],
): Promise<Found[]> {
  if (wanted.length === 0) return [];
  const { rows } = await client.query<Found>(
    `select wanted.word as "wantedWord", wanted.at as "wantedAt", ${FOUND}
       from (select distinct * from unnest($3::text[], $4::timestamptz[]) as input (word, at)) as wanted
       cross join lateral (
         select id, kind, at, props, ${ORDER_ID} from event
          where shop_id = $1 and profile_id = $2 and at = wanted.at
            and (wanted.word is null or split_part(kind, '.', 1) = wanted.word)
          order by kind desc, id limit 1) as found
       ${ORDER}`,
    [shopId, profileId, wanted.map(({ word }) => word), wanted.map(({ at }) => new Date(at))],
  );
  return rows;
}

/** The first events of a visit which began at a moment. */
async function eventsOfVisits(
  client: ShopClient,
  shopId: string,
  profileId: string,
  wanted: readonly Wanted[],
): Promise<Found[]> {
  if (wanted.length === 0) return [];
  const { rows } = await client.query<Found>(
    `select 'visit' as "wantedWord", wanted.at as "wantedAt", ${FOUND}
       from (select distinct * from unnest($3::timestamptz[], $4::text[]) as input (at, ms)) as wanted
       cross join lateral (
         select id, kind, at, props, ${ORDER_ID}
           from (select id, kind, at, props from event
                  where shop_id = $1 and profile_id = $2 and at >= wanted.at order by at limit $5) as near
          where props #>> '{touch,at}' = wanted.ms order by at, id limit 1) as found
       ${ORDER}`,
    [
      shopId,
      profileId,
      wanted.map(({ at }) => new Date(at)),
      wanted.map(({ at }) => String(at)),
      NEAR_A_TOUCH,
    ],
  );
  return rows;
}

/** The timeline shows an order once, where it was placed, and a mail by its own row. */
function refOf({ id, kind, at, orderId, name, placedAt }: Found): EventRef {
  const word = kind.slice(0, kind.indexOf('.'));
  if (kind === 'order.changed' && orderId !== null && placedAt !== null)
    return { key: `event:${idOf('order.placed', orderId)}`, word, at: placedAt, subject: name };
  return { key: `event:${id}`, word, at, subject: name };
}
