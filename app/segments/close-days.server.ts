import type { ShopClient } from '#app/platform/db.server.ts';
import { dayAfter, dayEnd, dayIn, dayStart } from '#app/lib/shop-day.ts';

/** Days counted at once after an outage; older ones are left out. */
const MOST_DAYS = 31;

/** Of a shop: its zone, the zone its days and segments went by so far, and the last day that was counted. */
type ShopDays = { zone: string; zoneBefore: string | null; closed: string | null };

/**
 * Counts, for each day of the shop that ended since the last count, how many were in each segment at its end and how
 * many came and went on it. Memberships say since when and until when, so a day counted late comes to the same. Notes
 * when the next day ends.
 * @param now epoch milliseconds
 * @returns whether the shop's zone is another than the one its segments went by, so that they have to be built again
 */
export async function closeDays(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<{ zoneChanged: boolean }> {
  const { rows } = await client.query<ShopDays>(
    `select time_zone as zone, days_zone as "zoneBefore", days_closed::text as closed from shop where id = $1`,
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  const { zone, zoneBefore, closed } = shop;
  const today = dayIn(now, zone);
  const days = endedDays(closed, today);
  await client.query(
    `insert into segment_day (shop_id, segment_key, day, size, entered, gone)
     select $1, segment_key, day,
       count(*) filter (where left_at is null or left_at >= till),
       count(*) filter (where entered_at >= since),
       count(*) filter (where left_at < till)
     from unnest($2::date[], $3::timestamptz[], $4::timestamptz[]) as ended (day, since, till), membership
     where membership.shop_id = $1 and entered_at < till and (left_at is null or left_at >= since)
     group by segment_key, day
     on conflict (shop_id, segment_key, day) do update
       set size = excluded.size, entered = excluded.entered, gone = excluded.gone`,
    [
      shopId,
      days,
      days.map((day) => momentOf(dayStart(day, zone))),
      days.map((day) => momentOf(dayEnd(day, zone))),
    ],
  );
  await client.query(
    'update shop set days_closed = $2, days_zone = $3, days_due_at = $4 where id = $1',
    [shopId, dayAfter(today, -1), zone, momentOf(dayEnd(today, zone))],
  );
  return { zoneChanged: zoneBefore !== null && zoneBefore !== zone };
}

/** The days up to yesterday that were not counted yet, the last ones of them. */
function endedDays(closed: string | null, today: string): string[] {
  const days: string[] = [];
  for (let day = dayAfter(today, -1); days.length < MOST_DAYS; day = dayAfter(day, -1)) {
    if (closed !== null && day <= closed) break;
    days.unshift(day);
    // Before the first count only the day that just ended is of interest.
    if (closed === null) break;
  }
  return days;
}

function momentOf(at: number | null): Date {
  if (at === null) throw new Error('A day of the shop has no moment: its time zone is not known.');
  return new Date(at);
}
