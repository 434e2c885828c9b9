import type { VersionRow } from '#app/definitions/store/definition-rows.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** More versions of journeys than a shop's runs are on at once. */
const MOST_VERSIONS = 2_000;

/** A version with whether its runs stand still, and whether it starts any. */
type RunningVersion = VersionRow & { isPaused: boolean; isStarted: boolean };

/** The versions of journeys that are live, or that people are on; none of what waits in the gallery. */
export async function listRunningVersions(
  client: ShopClient,
  shopId: string,
): Promise<RunningVersion[]> {
  const { rows } = await client.query<RunningVersion>(
    `select found.key, found.version, digest, paused_at is not null as "isPaused",
            found.version = live_version and archived_at is null and paused_at is null as "isStarted"
       from definition
       join definition_version as found
         on found.shop_id = $1 and found.kind = 'journey' and found.key = definition.key
      where definition.shop_id = $1 and definition.kind = 'journey' and live_version is not null
        and (found.version = live_version and archived_at is distinct from definition.created_at or exists (
          select from journey_run run
           where run.shop_id = $1 and run.journey_key = found.key and run.journey_version = found.version
             and run.state in ('active', 'failed')))
      order by definition.created_at, found.key, found.version limit $2`,
    [shopId, MOST_VERSIONS],
  );
  return rows;
}

/** The versions of journeys that people are on, live ones too. */
export async function listOccupiedVersions(
  client: ShopClient,
  shopId: string,
): Promise<VersionRow[]> {
  const { rows } = await client.query<VersionRow>(
    // Asked for each version: joined, all runs of all versions would be read where statistics are missing.
    `select found.key, found.version, digest
       from definition_version as found
      cross join lateral (
        select from journey_run run
         where run.shop_id = $1 and run.journey_key = found.key and run.journey_version = found.version
           and run.state in ('active', 'failed')
         limit 1) as occupied
      where found.shop_id = $1 and found.kind = 'journey'
      order by found.key, found.version limit $2`,
    [shopId, MOST_VERSIONS],
  );
  return rows;
}

/** The versions that some runs are on, whatever became of them. */
export async function findJourneyVersions(
  client: ShopClient,
  shopId: string,
  runs: readonly { journeyKey: string; version: number }[],
): Promise<VersionRow[]> {
  const { rows } = await client.query<VersionRow>(
    `select found.key, found.version, digest
       from (select distinct * from unnest($2::text[], $3::int[]) as run (key, version)) as wanted
      cross join lateral (
        select key, version, digest from definition_version
         where shop_id = $1 and kind = 'journey' and key = wanted.key and version = wanted.version
         limit 1) as found`,
    [shopId, runs.map(({ journeyKey }) => journeyKey), runs.map(({ version }) => version)],
  );
  return rows;
}
