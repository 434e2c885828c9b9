import { claimShop } from '#app/platform/claim-shop.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage, type ListView } from '#app/lib/list-view.ts';
import { openPrediction } from '#app/predictions/store/prediction-run.server.ts';
import { enqueueJobs } from '#app/queue/queue.server.ts';
import { makeProfilesDue } from '#app/profiles/store/next-changes.server.ts';
import {
  countProfileProblems,
  selectFailedProfiles,
  takeProfileProblems,
} from '#app/profiles/store/profile-problems.server.ts';
import type { FailedProfile } from '#app/profiles/failed-profiles.ts';

/** How many a page of the list holds. */
const FAILED_PROFILES_SHOWN = 100;

/** `search` is looked for in the person and the reason. */
export async function listFailedProfiles(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ profiles: FailedProfile[]; hasMore: boolean; waiting: number }> {
  const found = await selectFailedProfiles(client, shopId, view, FAILED_PROFILES_SHOWN);
  const waiting = await countProfileProblems(client, shopId);
  const { rows: profiles, hasMore } = rowPage(found, FAILED_PROFILES_SHOWN);
  return { profiles, hasMore, waiting };
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
  const taken = await takeProfileProblems(client, shopId, keys);
  const scored = taken.filter(({ kind }) => kind === 'score').map(({ id }) => id);
  await makeProfilesDue(client, shopId, scored);
  for (const { id, kind, reason } of taken) {
    const change = { before: { kind, reason }, after: null };
    const entry = { actor, action: 'profile.retried', subject: `profile:${id}`, ...change };
    await recordAudit(client, shopId, entry, now);
  }
  const forecasts = taken.length > scored.length;
  if (forecasts) await openPrediction(client, shopId, null, now);
  await enqueueJobs(client, shopId, [
    ...(scored.length > 0 ? (['drain'] as const) : []),
    ...(forecasts ? (['predict'] as const) : []),
  ]);
  return taken.length;
}
