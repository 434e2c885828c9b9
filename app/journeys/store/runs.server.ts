import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import type { Run } from '#app/journeys/run.ts';

const RUN = `id, journey_key as "journeyKey", journey_version as "journeyVersion", profile_id as "profileId",
  dedupe_key as "dedupeKey", state, step_id as "stepId", visit, context, entered_at as "enteredAt",
  wake_at as "wakeAt", ended_at as "endedAt", end_reason as "endReason", held`;

/** Runs by their ids, whatever their state. Their context is as it is stored: see `isRunContext`. */
export async function loadRuns(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<Run[]> {
  const { rows } = await client.query<Run>(
    `select ${RUN} from journey_run where shop_id = $1 and id = any($2)`,
    [shopId, ids],
  );
  return rows;
}

/** The runs under way of profiles, as `loadRuns`. */
export async function loadActiveRuns(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<Run[]> {
  const { rows } = await client.query<Run>(
    // Person by person, and only then by state: without statistics the index of runs that are due looks as narrow as
    // that of a person, and all active runs of the shop are read for each.
    `select found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (select ${RUN} from journey_run
        where shop_id = $1 and profile_id = person.id offset 0) as found
      where state = 'active'`,
    [shopId, profileIds],
  );
  return rows;
}

/** The last ended run of each of these journeys and profiles, as `loadRuns`. */
export async function loadLastRuns(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  journeyKeys: readonly string[],
): Promise<Run[]> {
  const { rows } = await client.query<Run>(
    // Person by person, then by journey: else all runs of the journey may be read for each person.
    `select found.* from unnest($2::uuid[]) as person (id), unnest($3::text[]) as journey (key)
     cross join lateral (select theirs.* from (
         select ${RUN} from journey_run
          where shop_id = $1 and profile_id = person.id and ended_at is not null offset 0) as theirs
       where "journeyKey" = journey.key order by "endedAt" desc limit 1) as found`,
    [shopId, profileIds, journeyKeys],
  );
  return rows;
}

/** Active runs that time has made due, the longest due first. @param now epoch milliseconds */
export async function findDueRuns(
  client: ShopClient,
  shopId: string,
  now: number,
  limit: number,
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from journey_run where shop_id = $1 and state = 'active' and wake_at <= $2
     order by wake_at limit $3`,
    [shopId, new Date(now), limit],
  );
  return rows;
}

/** People with an active run of one of these journeys, between two ids: after `from`, up to and with `to`. */
export async function findPeopleInJourneys(
  client: ShopClient,
  shopId: string,
  journeys: readonly { key: string; version: number }[],
  { from, to }: { from: string; to: string },
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct profile_id as id from journey_run
      where shop_id = $1 and state = 'active' and profile_id > $4 and profile_id <= $5
        and (journey_key, journey_version) in (select * from unnest($2::text[], $3::int[]))`,
    [shopId, journeys.map(({ key }) => key), journeys.map(({ version }) => version), from, to],
  );
  return rows;
}

const SAVE = `insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id,
    visit, context, entered_at, wake_at, ended_at, end_reason, held)
  select $1, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id,
    visit, coalesce(context, 'null'), entered_at, wake_at, ended_at, end_reason, held
  from json_to_recordset($2) as row (id uuid, journey_key text, journey_version int, profile_id uuid,
    dedupe_key text, state text, step_id text, visit int, context json, entered_at timestamptz,
    wake_at timestamptz, ended_at timestamptz, end_reason text, held json)
  on conflict (shop_id, id) do update set profile_id = excluded.profile_id, state = excluded.state,
    journey_version = excluded.journey_version, step_id = excluded.step_id, visit = excluded.visit,
    context = excluded.context, wake_at = excluded.wake_at, ended_at = excluded.ended_at,
    end_reason = excluded.end_reason, held = excluded.held`;

/** Saves runs, each once, as they are now. */
export async function saveRuns(
  client: ShopClient,
  shopId: string,
  runs: readonly StatementRow<typeof SAVE>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE, runs);
}
