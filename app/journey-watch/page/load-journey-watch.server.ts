import type { ShopClient } from '#app/platform/db.server.ts';
import { findWalk } from '../store/journey-walks.server.ts';
import { selectWatchOfJourney } from '../store/watch-states.server.ts';
import type { JourneyWatchView } from './journey-watch-page.ts';
import { loadShownStops } from './list-stops.server.ts';

/** How a journey is watched, and what of it has stopped. @param now epoch milliseconds */
export async function loadJourneyWatch(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  now: number,
): Promise<JourneyWatchView> {
  const stops = await loadShownStops(client, shopId, now);
  const watched = await selectWatchOfJourney(client, shopId, journeyKey);
  return {
    notice: watched.map(({ measure, noticeMs }) => ({ measure, noticeMs })),
    walk: await findWalk(client, shopId, journeyKey),
    stops: stops.filter((stop) => stop.journeyKey === journeyKey || stop.journey === null),
  };
}
