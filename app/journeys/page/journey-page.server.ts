import type { ShopClient } from '#app/platform/db.server.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { recentRuns } from '#app/journeys/store/recent-runs.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { loadLiveFigures } from './live-figures.server.ts';
import type { JourneyPage, RunSort } from './journey-page.ts';

/**
 * @param since start of the period, epoch milliseconds; each thing counts when it happened in or after this hour
 * @param currency the shop's, in which orders are counted
 * @param view how the people in it are listed, `search` being looked for in name and address; null for staff who
 *   may not see them
 */
export async function loadJourneyPage(
  client: ShopClient,
  shopId: string,
  journey: Journey,
  { since, currency }: { since: number; currency: string },
  view: ListView<RunSort> | null,
): Promise<JourneyPage> {
  const figures = await loadLiveFigures(client, shopId, journey, since, currency);
  const { runs, hasMoreRuns } =
    view === null ? NO_RUNS : await recentRuns(client, shopId, journey.key, view);
  return { ...figures, runs, hasMoreRuns };
}

const NO_RUNS = { runs: [], hasMoreRuns: false };
