import type { ShopClient } from '#app/db.server.ts';
import { DAY } from '#app/lib/duration.ts';

/** Days counted at once after an outage; older ones are left out. */
const MOST_DAYS = 31;

/**
 * Counts, for each day (UTC) that ended since the last count, how many were in each segment at its end and how
 * many came and went on it. Memberships say since when and until when, so a day counted late comes to the same.
 * @param now epoch milliseconds
 */
export async function closeDays(client: ShopClient, shopId: string, now: number): Promise<void> {
  const today = dayOf(now);
  await client.query(
    `insert into segment_day (shop_id, segment_key, day, size, entered, gone)
     select $1, segment_key, day::date,
       count(*) filter (where left_at is null or left_at >= till),
       count(*) filter (where entered_at >= since),
       count(*) filter (where left_at < till)
     from shop, generate_series(
         greatest(coalesce(days_closed + 1, $2::date - 1), $2::date - $3::int), $2::date - 1, '1 day') as day,
       lateral (select day::date::timestamp at time zone 'UTC' as since,
                       (day::date + 1)::timestamp at time zone 'UTC' as till) as moments,
       membership
     where shop.id = $1 and membership.shop_id = $1 and entered_at < till
       and (left_at is null or left_at >= since)
     group by segment_key, day
     on conflict (shop_id, segment_key, day) do update
       set size = excluded.size, entered = excluded.entered, gone = excluded.gone`,
    [shopId, today, MOST_DAYS],
  );
  await client.query('update shop set days_closed = $2::date - 1 where id = $1', [shopId, today]);
}

/** The day of a moment in UTC, such as `2026-01-31`. */
export function dayOf(at: number): string {
  return new Date(Math.floor(at / DAY) * DAY).toISOString().slice(0, 10);
}
