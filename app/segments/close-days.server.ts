import type { ShopClient } from '#app/platform/db.server.ts';
import { dayAfter, dayEnd, dayIn, dayStart } from '#app/lib/shop-day.ts';
import { insertSegmentDays } from './store/segment-days.server.ts';
import { loadShopDays, saveShopDays } from './store/shop-days.server.ts';

/** Days counted at once after an outage; older ones are left out. */
const MOST_DAYS = 31;

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
  const { zone, zoneBefore, closed } = await loadShopDays(client, shopId);
  const today = dayIn(now, zone);
  const days = endedDays(closed, today);
  const counted = days.map((day) => ({
    day,
    since: momentOf(dayStart(day, zone)),
    till: momentOf(dayEnd(day, zone)),
  }));
  await insertSegmentDays(client, shopId, counted);
  const closedNow = dayAfter(today, -1);
  await saveShopDays(client, shopId, {
    closed: closedNow,
    zone,
    dueAt: momentOf(dayEnd(today, zone)),
  });
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
