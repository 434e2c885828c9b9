import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { Recovered } from '#app/journeys/page/recovered.ts';

/** How long after a click an order still counts as coming from it. */
export const RECOVERY_MS = 5 * DAY;

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
    // Banners are named first: a condition that reads JSON may not be looked up by an index under row-level security.
    `with pressed as materialized (
       select profile_id, at, (props ->> 'bannerId')::uuid as banner_id from event
        where shop_id = $1 and kind = 'banner.clicked' and at > $2::timestamptz - make_interval(secs => $4)),
     clicked as (
       select profile_id, journey_key, clicked_at from message
        where shop_id = $1 and journey_key is not null and clicked_at > $2::timestamptz - make_interval(secs => $4)
       union all
       select pressed.profile_id, run.journey_key, pressed.at from pressed
         join banner on banner.shop_id = $1 and banner.id = pressed.banner_id
         join journey_run run on run.shop_id = $1 and run.id = banner.run_id),
     recovered as (
       select distinct on (bought.order_id) clicked.journey_key,
              greatest(bought.total_minor - bought.refunded_minor, 0) as minor
         from clicked
         join purchase bought on bought.shop_id = $1 and bought.profile_id = clicked.profile_id
          and bought.placed_at >= clicked.clicked_at
          and bought.placed_at < clicked.clicked_at + make_interval(secs => $4)
        where bought.placed_at >= $2 and bought.cancelled_at is null and bought.currency = $3
        order by bought.order_id, clicked.clicked_at desc, clicked.journey_key)
     select journey_key as journey, count(*) as orders, sum(minor)::bigint as minor from recovered group by 1`,
    [shopId, new Date(since), currency, RECOVERY_MS / 1_000],
  );
  return new Map(rows.map(({ journey, orders, minor }) => [journey, { orders, minor }]));
}
