import type { ShopClient } from '#app/platform/db.server.ts';

/** Events looked through for the visit that brought a person: it is received just after it began. */
const NEAR_A_TOUCH = 200;

/** An event that was found; times are epoch milliseconds. `orderId`, `name` and `placedAt` are of its order. */
export type FoundEvent = {
  wantedAt: number;
  id: string;
  kind: string;
  at: number;
  orderId: string | null;
  name: string | null;
  placedAt: number | null;
};

const FOUND = `found.id, found.kind, found.at, purchase.order_id as "orderId", placed_at as "placedAt",
  coalesce(purchase.name, found.props ->> 'name') as name`;
/** Found beside the event: a condition that reads JSON may not be looked up by an index under row-level security. */
const ORDER_ID = `coalesce(props ->> 'orderId', props #>> '{order,orderId}') as order_id`;
const ORDER = `left join purchase on purchase.shop_id = $1 and purchase.order_id = found.order_id`;

/**
 * The events of a person at moments, one for each.
 * @param wanted `word` is the first word of the event's kind; null for any
 */
export async function eventsAt(
  client: ShopClient,
  shopId: string,
  profileId: string,
  wanted: readonly { word: string | null; at: number }[],
): Promise<(FoundEvent & { wantedWord: string | null })[]> {
  if (wanted.length === 0) return [];
  const { rows } = await client.query<FoundEvent & { wantedWord: string | null }>(
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

/** The first events of the visits of a person which began at some moments, epoch milliseconds. */
export async function eventsOfVisits(
  client: ShopClient,
  shopId: string,
  profileId: string,
  moments: readonly number[],
): Promise<(FoundEvent & { wantedWord: string })[]> {
  if (moments.length === 0) return [];
  const { rows } = await client.query<FoundEvent & { wantedWord: string }>(
    `select 'visit' as "wantedWord", wanted.at as "wantedAt", ${FOUND}
       from (select distinct * from unnest($3::timestamptz[], $4::text[]) as input (at, ms)) as wanted
       cross join lateral (
         select id, kind, at, props, ${ORDER_ID}
           from (select id, kind, at, props from event
                  where shop_id = $1 and profile_id = $2 and at >= wanted.at order by at limit $5) as near
          where props #>> '{touch,at}' = wanted.ms order by at, id limit 1) as found
       ${ORDER}`,
    [shopId, profileId, moments.map((at) => new Date(at)), moments.map(String), NEAR_A_TOUCH],
  );
  return rows;
}
