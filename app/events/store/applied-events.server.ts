import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent } from '#app/events/event.ts';

/**
 * Which events were applied before, by id. Those older than the shop keeps events are gone from the table; of an order
 * that is known they were received with it, and a refund that is received again must not count again.
 * @param now epoch milliseconds
 */
export async function findAppliedEvents(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  now: number,
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select found.id from unnest($2::uuid[], $3::timestamptz[]) as input (id, at)
     cross join lateral (select id from event
       where shop_id = $1 and id = input.id and at = input.at limit 1) as found
     union
     select input.id from shop, unnest($2::uuid[], $3::timestamptz[], $4::text[]) as input (id, at, order_id)
     cross join lateral (
       (select from purchase
         where shop_id = $1 and order_id = input.order_id and snapshot is not null limit 1)
       union all
       (select from deleted_order where shop_id = $1 and order_id = input.order_id limit 1)
       limit 1) as known
     where shop.id = $1 and input.order_id is not null
       and input.at < kept_since($5::timestamptz::date, keep_events_days)`,
    [
      shopId,
      events.map(({ id }) => id),
      events.map(({ at }) => new Date(at)),
      events.map((event) => ('orderId' in event ? event.orderId : null)),
      new Date(now),
    ],
  );
  return rows;
}
