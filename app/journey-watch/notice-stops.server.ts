import type { ShopClient } from '#app/platform/db.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { alertStaff } from './alert-staff.server.ts';
import type { JourneyStop } from './journey-stop.ts';
import type { NoticedStop } from './shop-stops.ts';
import { insertStops, selectResolvedStops } from './store/journey-stops.server.ts';

/** What comes and goes is mailed once, as long as it was not over for so long. */
const MAILED_AGAIN_MS = 6 * HOUR;

/**
 * Saves stops that were noticed, and alerts the staff of those that were not known and were not the same a few hours ago.
 * @param now epoch milliseconds
 */
export async function noticeStops(
  client: ShopClient,
  shopId: string,
  noticed: readonly NoticedStop[],
  timeZone: string,
  now: number,
): Promise<void> {
  if (noticed.length === 0) return;
  const added = await insertStops(client, shopId, noticed);
  const resolved = await selectResolvedStops(client, shopId, now - MAILED_AGAIN_MS);
  const before = new Set(resolved.map(whatStops));
  const fresh = noticed.filter((stop) => added.has(stop.id) && !before.has(whatStops(stop)));
  await alertStaff(client, shopId, fresh, timeZone, now);
}

/** What stops and why; of a version that no one entered the detail says only how long that is so. */
function whatStops({ journeyKey, measure, cause, detail }: JourneyStop): string {
  return [journeyKey, measure, cause, cause === 'none_entered' ? '' : detail].join(' ');
}
