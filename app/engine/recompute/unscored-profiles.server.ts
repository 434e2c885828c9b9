import { claimShop } from '#app/platform/claim-shop.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import { openPrediction } from '#app/predictions/store/prediction-run.server.ts';
import { enqueueJobs } from '#app/queue/queue.server.ts';
import type { ProfileProblemKind } from '#app/engine/profile-problems.ts';
import type { FailedProfile } from './unscored-profiles.ts';

/** How many a page of the list holds. */
const FAILED_PROFILES_SHOWN = 100;

/** `search` is looked for in the person and the reason. */
export async function listFailedProfiles(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ profiles: FailedProfile[]; hasMore: boolean; waiting: number }> {
  const { rows } = await client.query<FailedProfile>(
    `select kind || ':' || profile_id as key, kind, profile_id as "profileId", name, email, reason,
            at as "failedAt"
       from profile_problem join profile on profile.shop_id = $1 and profile.id = profile_id
      where profile_problem.shop_id = $1
        and position($2 in lower(concat_ws(' ', name, email, kind, reason))) > 0
      order by at ${sqlOrder(view)}, profile_id, kind limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, FAILED_PROFILES_SHOWN)],
  );
  const { rows: counts } = await client.query<{ waiting: number }>(
    'select count(*) as waiting from profile_problem where shop_id = $1',
    [shopId],
  );
  const { rows: profiles, hasMore } = rowPage(rows, FAILED_PROFILES_SHOWN);
  return { profiles, hasMore, waiting: counts[0]?.waiting ?? 0 };
}

/**
 * Makes profiles due, so that they are scored or forecast again. Where that fails again they come back to the list.
 * @param keys of `FailedProfile`
 * @returns how many; those that are no problem any more are left alone
 */
export async function retryProfiles(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  actor: string,
  now: number,
): Promise<number> {
  // What a batch under way has loaded must not change before it is saved.
  await claimShop(client, shopId);
  const { rows } = await client.query<{ id: string; kind: ProfileProblemKind; reason: string }>(
    `delete from profile_problem where shop_id = $1 and kind || ':' || profile_id = any($2)
      returning profile_id as id, kind, reason`,
    [shopId, keys],
  );
  const scored = rows.filter(({ kind }) => kind === 'score').map(({ id }) => id);
  await client.query(
    'update profile set next_change_at = to_timestamp(0) where shop_id = $1 and id = any($2)',
    [shopId, scored],
  );
  for (const { id, kind, reason } of rows) {
    const change = { before: { kind, reason }, after: null };
    const entry = { actor, action: 'profile.retried', subject: `profile:${id}`, ...change };
    await recordAudit(client, shopId, entry, now);
  }
  const forecasts = rows.length > scored.length;
  if (forecasts) await openPrediction(client, shopId, null, now);
  await enqueueJobs(client, shopId, [
    ...(scored.length > 0 ? (['drain'] as const) : []),
    ...(forecasts ? (['predict'] as const) : []),
  ]);
  return rows.length;
}
