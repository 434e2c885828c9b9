import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { JourneyWalk } from '../walk/journey-walk.ts';

const COLUMNS = `journey_key as "journeyKey", version, walked_at as "walkedAt", steps, problem`;

/** The newest walk of the seed shopper through each journey. */
export async function selectWalks(client: ShopClient, shopId: string): Promise<JourneyWalk[]> {
  const { rows } = await client.query<JourneyWalk>(
    `select ${COLUMNS} from journey_walk where shop_id = $1 order by journey_key limit 10000`,
    [shopId],
  );
  return rows;
}

/** The newest walk through one journey; null before the first. */
export async function findWalk(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
): Promise<JourneyWalk | null> {
  const { rows } = await client.query<JourneyWalk>(
    `select ${COLUMNS} from journey_walk where shop_id = $1 and journey_key = $2`,
    [shopId, journeyKey],
  );
  return rows[0] ?? null;
}

/** Saves walks in place of those before. */
export async function saveWalks(
  client: ShopClient,
  shopId: string,
  walks: readonly JourneyWalk[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into journey_walk (shop_id, journey_key, version, walked_at, steps, problem)
     select $1, journey_key, version, walked_at, steps, problem
     from json_to_recordset($2) as row (journey_key text, version int, walked_at timestamptz, steps int, problem json)
     on conflict (shop_id, journey_key) do update set version = excluded.version, walked_at = excluded.walked_at,
       steps = excluded.steps, problem = excluded.problem`,
    walks.map((walk) => ({
      journey_key: walk.journeyKey,
      version: walk.version,
      walked_at: isoTime(walk.walkedAt),
      steps: walk.steps,
      problem: walk.problem,
    })),
  );
}
