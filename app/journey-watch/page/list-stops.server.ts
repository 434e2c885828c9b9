import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ListedStop, ShownStop } from '../journey-stop.ts';
import { namedStops } from '../named-stops.ts';
import { selectListedStops, selectShownStops } from '../store/journey-stops.server.ts';

/** Stops that are over are listed for so long. */
const RESOLVED_SHOWN_MS = 30 * DAY;

/** The stops that go on and that staff did not hide, with the names of their journeys. @param now epoch milliseconds */
export async function loadShownStops(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<ShownStop[]> {
  const stops = await selectShownStops(client, shopId, now);
  if (stops.length === 0) return [];
  return namedStops(stops, await loadShownJourneys(client, shopId));
}

/**
 * A page of the list of stops, of those that go on and those of the last 30 days; `search` is looked for in the name of the
 * journey.
 * @param now epoch milliseconds
 */
export async function listStops(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
  now: number,
): Promise<{ stops: ListedStop[]; hasMore: boolean; waiting: number }> {
  const shown = await loadShownJourneys(client, shopId);
  const wanted = view.search.toLowerCase();
  const keys =
    wanted === ''
      ? null
      : shown.flatMap(({ journey: { key, name } }) =>
          name.toLowerCase().includes(wanted) ? [key] : [],
        );
  const found = await selectListedStops(client, shopId, view, keys, now - RESOLVED_SHOWN_MS);
  const waiting = (await selectShownStops(client, shopId, now)).length;
  const stops = namedStops(found.rows, shown).map((stop) => ({
    ...stop,
    key: stop.id,
    snoozedUntil: (stop.snoozedUntil ?? 0) > now ? stop.snoozedUntil : null,
  }));
  return { stops, hasMore: found.hasMore, waiting };
}
