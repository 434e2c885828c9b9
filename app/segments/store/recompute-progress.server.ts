import type { ShopClient } from '#app/platform/db.server.ts';
import type { RecomputeProgress } from '#app/segments/recompute-progress.ts';

/** How far the recomputation of all profiles is that a change of model or segments began; null when none is under way. */
export async function loadRecomputeProgress(
  client: ShopClient,
  shopId: string,
): Promise<RecomputeProgress | null> {
  const { rows } = await client.query<RecomputeProgress>(
    `select people_done as done, coalesce(people_total, 0) as total, started_at as "startedAt"
       from assessment where shop_id = $1 and finished_at is null`,
    [shopId],
  );
  return rows[0] ?? null;
}
