import { IS_PERSON } from '#app/profiles/identity/nameless.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import { keptEvent, type KeptRow } from '#app/profiles/profile-as-of.ts';
import type { History } from './history.ts';

/** Which people are looked at: seen before `until`, and last seen not long before `from`; epoch milliseconds. */
export type HistorySpan = { from: number; until: number };

/** How many people there are to look at. */
export async function countPeople(
  client: ShopClient,
  shopId: string,
  { from, until }: HistorySpan,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from profile
      where shop_id = $1 and first_seen_at < $2 and last_seen_at >= $3 and ${IS_PERSON}`,
    [shopId, new Date(until), new Date(from)],
  );
  return rows[0]?.count ?? 0;
}

/**
 * The next people by their ids, which are hashes: the first thousand are a sample of all, and the same one
 * whenever they are asked for.
 */
export async function nextPeople(
  client: ShopClient,
  shopId: string,
  { from, until }: HistorySpan,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await readInKeyOrder<{ id: string }>(
    client,
    `select id from profile
      where shop_id = $1 and id > $2 and first_seen_at < $3 and last_seen_at >= $4 and ${IS_PERSON}
      order by id limit $5`,
    [shopId, after, new Date(until), new Date(from), limit],
  );
  return rows.map(({ id }) => id);
}

/** The newest events of a person that are read: only machines do more. */
const MOST_EVENTS = 2_000;

/** What happened to some people until a moment, from the events and orders that are kept. */
export async function readHistories(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  until: number,
): Promise<History[]> {
  const { rows: events } = await client.query<KeptRow & { id: string }>(
    `select person.id, kind, at, props from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select kind, at, props from event
         where shop_id = $1 and profile_id = person.id and at < $3 order by at desc limit $4) as one`,
    [shopId, profileIds, new Date(until), MOST_EVENTS],
  );
  const { rows: orders } = await client.query<{ id: string; at: number }>(
    // Person by person, as the events: for all at once the planner reads all orders of the shop.
    `select person.id, placed_at as at from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select placed_at from purchase
         where shop_id = $1 and profile_id = person.id and placed_at < $3 and cancelled_at is null
         offset 0) as one`,
    [shopId, profileIds, new Date(until)],
  );
  const eventsOf = grouped(events);
  const ordersOf = grouped(orders);
  return profileIds.map((profileId) => {
    const kept = (eventsOf.get(profileId) ?? []).map(keptEvent);
    return {
      profileId,
      firstSeenAt: kept.at(-1)?.at ?? until,
      events: kept,
      keptOrders: (ordersOf.get(profileId) ?? []).map(({ at }) => at),
    };
  });
}

function grouped<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group) group.push(row);
    else groups.set(row.id, [row]);
  }
  return groups;
}
