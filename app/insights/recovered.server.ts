import type { ShopClient } from '#app/db.server.ts';
import { DAY } from '#app/lib/duration.ts';

/** How long after a click an order still counts as coming from it. */
export const RECOVERY_MS = 5 * DAY;

/** Orders that came from a journey's mails and banners, net of refunds, in the smallest unit of the shop's currency. */
export type Recovered = { orders: number; minor: number };

/**
 * What each journey recovered: orders that are not cancelled, placed within five days after the same person
 * clicked one of its mails or banners. Of several clicks the last one before the order counts, so no order
 * counts twice. It says what followed a click, not what would have happened without it.
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
         select journey_key, clicked_at from message
          where shop_id = $1 and profile_id = bought.profile_id and journey_key is not null
            and clicked_at <= bought.placed_at
            and clicked_at > bought.placed_at - make_interval(secs => $4)
         union all
         select run.journey_key, event.at from event
           join banner on banner.shop_id = $1 and banner.id = (event.props ->> 'bannerId')::uuid
           join journey_run run on run.shop_id = $1 and run.id = banner.run_id
          where event.shop_id = $1 and event.profile_id = bought.profile_id
            and event.kind = 'banner.clicked' and event.at <= bought.placed_at
            and event.at > bought.placed_at - make_interval(secs => $4)
          order by clicked_at desc limit 1) clicked
      where bought.shop_id = $1 and bought.placed_at >= $2 and bought.cancelled_at is null
        and bought.currency = $3
      group by 1`,
    [shopId, new Date(since), currency, RECOVERY_MS / 1_000],
  );
  return new Map(rows.map(({ journey, orders, minor }) => [journey, { orders, minor }]));
}
