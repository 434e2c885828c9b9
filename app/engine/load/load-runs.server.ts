import type { ShopClient } from '#app/platform/db.server.ts';
import { isRunContext, type Run } from '#app/journeys/run.ts';
import type { LoadedState } from './loaded-state.ts';

type RunRow = {
  id: string;
  journey_key: string;
  journey_version: number;
  profile_id: string;
  dedupe_key: string;
  state: Run['state'];
  step_id: string;
  visit: number;
  context: Run['context'];
  entered_at: number;
  wake_at: number | null;
  ended_at: number | null;
  end_reason: string | null;
};

/** Loads runs by their ids, whatever their state. */
export async function loadRuns(
  client: ShopClient,
  shopId: string,
  ids: string[],
  loaded: LoadedState,
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await client.query<RunRow>(
    'select * from journey_run where shop_id = $1 and id = any($2)',
    [shopId, [...new Set(ids)]],
  );
  for (const row of rows) noteLoaded(row, loaded);
}

/** Loads the runs under way of these profiles. */
export async function loadActiveRuns(
  client: ShopClient,
  shopId: string,
  profileIds: string[],
  loaded: LoadedState,
): Promise<void> {
  const { rows } = await client.query<RunRow>(
    // Person by person, and only then by state: without statistics the index of runs that are due looks as narrow as
    // that of a person, and all active runs of the shop are read for each.
    `select found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (select * from journey_run
        where shop_id = $1 and profile_id = person.id offset 0) as found
      where state = 'active'`,
    [shopId, profileIds],
  );
  for (const row of rows) noteLoaded(row, loaded);
}

/** Loads the last ended run of each of these journeys and profiles: what is older than that begins none. */
export async function loadLastRuns(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  journeyKeys: readonly string[],
  loaded: LoadedState,
): Promise<void> {
  const { rows } = await client.query<RunRow>(
    // Person by person, then by journey: else all runs of the journey may be read for each person.
    `select found.* from unnest($2::uuid[]) as person (id), unnest($3::text[]) as journey (key)
     cross join lateral (select theirs.* from (
         select * from journey_run where shop_id = $1 and profile_id = person.id and ended_at is not null offset 0) as theirs
       where journey_key = journey.key order by ended_at desc limit 1) as found`,
    [shopId, profileIds, journeyKeys],
  );
  for (const row of rows) noteLoaded(row, loaded);
}

/** A run that makes no sense is loaded as it is, so that it can be saved as failed. */
function noteLoaded(row: RunRow, { runs, unreadable }: LoadedState): void {
  runs.set(row.id, runOf(row));
  if (!isRunContext(row.context)) unreadable.runs.add(row.id);
}

function runOf(row: RunRow): Run {
  return {
    id: row.id,
    journeyKey: row.journey_key,
    journeyVersion: row.journey_version,
    profileId: row.profile_id,
    dedupeKey: row.dedupe_key,
    state: row.state,
    stepId: row.step_id,
    visit: row.visit,
    context: row.context,
    enteredAt: row.entered_at,
    wakeAt: row.wake_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  };
}
