import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A person as a replay reads them. */
export type ReplayedProfileRow = { id: string; email: string | null; firstSeenAt: number };

/** The people that follow an id, in the order of their ids. */
export async function nextReplayedPeople(
  client: ShopClient,
  shopId: string,
  after: string,
  limit: number,
): Promise<ReplayedProfileRow[]> {
  return await readInKeyOrder<ReplayedProfileRow>(
    client,
    `select id, email, first_seen_at as "firstSeenAt" from profile
      where shop_id = $1 and id > $2 order by id limit $3`,
    [shopId, after, limit],
  );
}

/** How many people there are. */
export async function countAllProfiles(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ people: number }>(
    'select count(*) as people from profile where shop_id = $1',
    [shopId],
  );
  return rows[0]?.people ?? 0;
}

/** An order of a person, as far as it says what followed a message. */
export type OrderOfPersonRow = {
  profileId: string;
  orderId: string;
  placedAt: number;
  cancelledAt: number | null;
  minor: number;
  currency: string;
  contact: string | null;
};

/**
 * The orders of people that were placed between two moments, epoch milliseconds, of each at most `limit`; `minor` is what was
 * paid less what was paid back.
 */
export async function ordersOfPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { from, until }: { from: number; until: number },
  limit: number,
): Promise<OrderOfPersonRow[]> {
  const { rows } = await client.query<OrderOfPersonRow>(
    `select person.id as "profileId", found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (select order_id as "orderId", placed_at as "placedAt", cancelled_at as "cancelledAt",
          greatest(total_minor - refunded_minor, 0) as minor, currency, contact from purchase
        where shop_id = $1 and profile_id = person.id and placed_at >= $3 and placed_at <= $4
          and currency is not null
        order by placed_at desc limit $5) as found`,
    [shopId, profileIds, new Date(from), new Date(until), limit],
  );
  return rows;
}

/** All orders that stand and were placed between two moments, epoch milliseconds, by currency. */
export async function sumOrders(
  client: ShopClient,
  shopId: string,
  { from, until }: { from: number; until: number },
): Promise<{ currency: string; orders: number; minor: number }[]> {
  const { rows } = await client.query<{ currency: string; orders: number; minor: number }>(
    `select currency, count(*) as orders, sum(greatest(total_minor - refunded_minor, 0))::bigint as minor
       from purchase
      where shop_id = $1 and placed_at >= $2 and placed_at <= $3 and cancelled_at is null
        and currency is not null
      group by currency order by orders desc limit 200`,
    [shopId, new Date(from), new Date(until)],
  );
  return rows;
}
