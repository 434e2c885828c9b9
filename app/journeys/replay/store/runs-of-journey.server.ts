import type { ShopClient } from '#app/platform/db.server.ts';

/** Those of some runs that are of a journey. */
export async function runsOfJourney(
  client: ShopClient,
  shopId: string,
  runIds: readonly string[],
  journeyKey: string,
): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const { rows } = await client.query<{ id: string }>(
    'select id from journey_run where shop_id = $1 and id = any($2) and journey_key = $3',
    [shopId, runIds, journeyKey],
  );
  return new Set(rows.map(({ id }) => id));
}
