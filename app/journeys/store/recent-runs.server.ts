import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { JourneyPage, RecentRun, RunSort } from '#app/journeys/page/journey-page.ts';

/** How many runs a page of the list holds. */
const RUNS_SHOWN = 50;

/** Whose name or address has the text. */
const FOUND = `and position($3 in lower(concat_ws(' ', name, email))) > 0`;

/**
 * Those who entered a journey, a page of the list.
 * @param view how they are listed, `search` being looked for in name and address
 */
export async function recentRuns(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  view: ListView<RunSort>,
): Promise<Pick<JourneyPage, 'runs' | 'hasMoreRuns'>> {
  const { rows } = await client.query<RecentRun>(
    `select run.id, profile_id as "profileId", name, email, run.state,
            journey_version as version, step_id as "stepId",
            entered_at as "enteredAt", wake_at as "wakeAt", ended_at as "endedAt",
            end_reason as "endReason"
       from journey_run run
       join profile on profile.shop_id = $1 and profile.id = run.profile_id
      where run.shop_id = $1 and journey_key = $2
        ${view.search === '' ? `and $3 = ''` : FOUND}
      order by entered_at ${sqlOrder(view)}, run.id limit $4 offset $5`,
    [shopId, journeyKey, view.search.toLowerCase(), ...limitAndOffset(view, RUNS_SHOWN)],
  );
  const { rows: runs, hasMore } = rowPage(rows, RUNS_SHOWN);
  return { runs, hasMoreRuns: hasMore };
}
