import type { ShopClient } from '#app/platform/db.server.ts';
import type { KeptRow } from '#app/profiles/profile-as-of.ts';

/** The newest events of a person that are read: only machines do more. */
const MOST_EVENTS = 2_000;

/** The events kept of some people until a moment (epoch milliseconds), those of each the newest first. */
export async function historyEvents(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  until: number,
): Promise<(KeptRow & { id: string })[]> {
  const { rows } = await client.query<KeptRow & { id: string }>(
    `select person.id, kind, at, props from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select kind, at, props from event
         where shop_id = $1 and profile_id = person.id and at < $3 order by at desc limit $4) as one`,
    [shopId, profileIds, new Date(until), MOST_EVENTS],
  );
  return rows;
}

/** When some people placed the orders that stand, until a moment; epoch milliseconds. */
export async function historyOrders(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  until: number,
): Promise<{ id: string; at: number }[]> {
  const { rows } = await client.query<{ id: string; at: number }>(
    // Person by person, as the events: for all at once the planner reads all orders of the shop.
    `select person.id, placed_at as at from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select placed_at from purchase
         where shop_id = $1 and profile_id = person.id and placed_at < $3 and cancelled_at is null
         offset 0) as one`,
    [shopId, profileIds, new Date(until)],
  );
  return rows;
}
