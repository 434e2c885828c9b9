import type { ShopClient } from '#app/platform/db.server.ts';
import type { JobName } from '../catalog.ts';
import { jobKey } from '../queue.server.ts';

/** Those of some jobs of a shop that failed and wait for their next try. */
export async function selectJobsBackingOff(
  client: ShopClient,
  shopId: string,
  names: readonly JobName[],
): Promise<Set<JobName>> {
  const byKey = new Map(names.map((name) => [jobKey(shopId, name), name]));
  const { rows } = await client.query<{ key: string }>(
    'select jobs_backing_off as key from jobs_backing_off($1)',
    [[...byKey.keys()]],
  );
  return new Set(rows.flatMap(({ key }) => byKey.get(key) ?? []));
}
