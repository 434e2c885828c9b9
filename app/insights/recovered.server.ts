import type { ShopClient } from '#app/db.server.ts';
import { DAY } from '#app/lib/duration.ts';

/** How long after a click an order still counts as coming from the mail. */
export const RECOVERY_MS = 5 * DAY;

/** Orders that came from a journey's mails, net of refunds, in the smallest unit of the shop's currency. */
export type Recovered = { orders: number; minor: number };

/**
 * What each journey recovered: orders that are not cancelled, placed within five days after a click in one
 * of its mails. Of several clicked mails the last one before the order counts, so no order counts twice.
 * @param since epoch milliseconds; orders placed before it are left out
 * @param currency the shop's; orders in others are left out, because sums over currencies say nothing
 * @returns by journey key; journeys without orders are absent
 */
export async function recoveredByJourney(
  client: ShopClient,
  shopId: string,
  since: number,
  currency: string,
): Promise<Map<string, Recovered>> {
  const { rows } = await client.query<{ journey: string; orders: number; minor: number }>(
    `select clicked.journey_key as journey, count(*) as orders,
            sum(greatest(bought.total_minor - bought.refunded_minor, 0))::bigint as minor
       from purchase bought
       cross join lateral (
         select journey_key from message
          where shop_id = $1 and profile_id = bought.profile_id and journey_key is not null
            and clicked_at <= bought.placed_at
            and clicked_at > bought.placed_at - make_interval(secs => $4)
          order by clicked_at desc limit 1) clicked
      where bought.shop_id = $1 and bought.placed_at >= $2 and bought.cancelled_at is null
        and bought.currency = $3
      group by 1`,
    [shopId, new Date(since), currency, RECOVERY_MS / 1_000],
  );
  return new Map(rows.map(({ journey, orders, minor }) => [journey, { orders, minor }]));
}
