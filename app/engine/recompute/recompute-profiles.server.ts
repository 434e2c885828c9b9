import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { updateSegmentProblems } from '#app/segments/update-problems.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { commitWithoutWaiting } from '#app/platform/transaction-settings.server.ts';
import { nextProfiles } from '#app/profiles/store/next-profiles.server.ts';
import { processBatch, publishBatch } from '#app/engine/process-batch.server.ts';
import { EMPTY_BATCH } from '#app/engine/projections/projection.server.ts';
import type { DrainServices } from '#app/engine/drain.server.ts';
import { loadDrainedShop } from '#app/shopify/store/drained-shop.server.ts';
import {
  describeFault,
  isInputFault,
  mayBeInputFault,
  retryAlone,
  asSystemFault,
} from '#app/queue/isolate-faults.server.ts';
import { failProfiles } from '#app/engine/profile-problems.server.ts';
import { digestsOf } from '#app/segments/predicate-digests.ts';
import {
  beginRecomputation,
  finishRecomputation,
  loadRecomputeCursor,
  noteRecomputed,
  type RecomputeCursor,
} from '#app/segments/store/recomputation.server.ts';
import { notePolicyChange } from './change-policy.server.ts';
import { buildSegments } from './build-segments.server.ts';

/** Profiles recomputed in one transaction, a fraction of a second; the drain waits no longer than that. */
const BATCH = 250;
/** Profiles matched against the changed predicates in one transaction. */
const PAGE = 4_000;
/** Before the id of every profile. */
const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Recomputes all profiles by the shop's newest policy, one by one in the order of their ids, beside whatever
 * happens meanwhile. Where only predicates of segments changed, only these are evaluated. It goes on where it was when
 * it is killed, and begins again when the policy changes. No journey starts because a predicate changed.
 */
export async function recomputeProfiles(services: DrainServices, shopId: string): Promise<void> {
  // How many people the next transaction takes: fewer after one that failed, until the profile at fault is alone.
  let most = PAGE;
  const recompute = (people: number) =>
    inShop(services.pool, shopId, (client) => recomputeBatch(services, client, shopId, people));
  for (;;) {
    try {
      if (await recompute(most)) return;
      most = most >= BATCH ? PAGE : most * 2;
    } catch (error) {
      if (!mayBeInputFault(error)) throw error;
      if (most > 1) most = most > BATCH ? BATCH : Math.ceil(most / 2);
      else if (await recomputeOrSkip(services, shopId, error, () => recompute(1))) return;
    }
  }
}

/**
 * Recomputes the one profile alone once more if that only took too long, and skips it if it is at fault.
 * @returns whether all profiles are recomputed
 */
async function recomputeOrSkip(
  services: DrainServices,
  shopId: string,
  error: unknown,
  retry: () => Promise<boolean>,
): Promise<boolean> {
  const nothing = () =>
    inShop(services.pool, shopId, async (client) => {
      await claimShop(client, shopId);
      await services.policyOf(client, shopId);
    });
  try {
    return await retryAlone(error, nothing, retry);
  } catch (fault) {
    if (!isInputFault(fault)) throw fault;
    await skipProfile(services, shopId, fault);
    return false;
  }
}

/** Skips the one profile that cannot be recomputed; it is listed as a problem. */
async function skipProfile(
  { pool, heartbeat, clock, logger }: DrainServices,
  shopId: string,
  error: unknown,
): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    await claimShop(client, shopId);
    const now = clock.now();
    const cursor = await beginOrResume(client, shopId, now);
    if (!cursor) return;
    const [profileId] = await profilesAfter(client, shopId, cursor.reached, 1);
    // Without a profile left it was no profile that failed.
    if (profileId === undefined) throw error;
    logger.error({ shopId, profile: profileId, ...describeFault(error) }, 'profile not recomputed');
    await failProfiles(client, shopId, [{ profileId, reason: 'error' }], now);
    await noteRecomputed(client, shopId, cursor.policyVersion, profileId, 1);
    await publishBatch(client, shopId, now, []);
  });
}

async function recomputeBatch(
  { clock, heartbeat, policyOf }: DrainServices,
  client: ShopClient,
  shopId: string,
  most: number,
): Promise<boolean> {
  await assertLease(client, heartbeat);
  await commitWithoutWaiting(client);
  await claimShop(client, shopId);
  const now = clock.now();
  const cursor = await asSystemFault(() => beginOrResume(client, shopId, now));
  if (!cursor) return true;
  const policy = await asSystemFault(() => policyOf(client, shopId));
  const { currency } = await asSystemFault(() => loadDrainedShop(client, shopId));
  const { building } = policy;
  const isPartial = building !== undefined && !building.model;
  const isNarrow = isPartial && most === PAGE;
  const limit = isNarrow ? PAGE : Math.min(most, BATCH);
  const people = await profilesAfter(client, shopId, cursor.reached, limit);
  const last = people.at(-1);
  if (last === undefined || (isPartial && building.keys.size === 0)) {
    const built = digestsOf(policy, cursor.policyVersion);
    await finishRecomputation(client, shopId, cursor.policyVersion, built, now);
    return true;
  }
  // A person with an active run that a segment change may end is decided on like any other.
  const toDecide = isNarrow
    ? await buildSegments(
        client,
        shopId,
        policy,
        building.keys,
        { from: cursor.reached ?? LOWEST_ID, to: last },
        now,
      )
    : people;
  const { jobs } = await processBatch(client, shopId, EMPTY_BATCH, {
    policy,
    enabledJourneys: policy.journeys,
    currency,
    now,
    due: 0,
    people: toDecide,
  });
  await noteRecomputed(client, shopId, cursor.policyVersion, last, people.length);
  await publishBatch(client, shopId, now, jobs);
  return false;
}

/** Where to go on; null when all profiles are recomputed. */
async function beginOrResume(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<RecomputeCursor | null> {
  const cursor = await loadRecomputeCursor(client, shopId);
  if (!cursor) return null;
  if (!cursor.isBegun && (await updateSegmentProblems(client, shopId))) {
    // The rules are not those of a moment ago, for other transactions that decide by them too.
    await notePolicyChange(client, shopId);
    return await beginOrResume(client, shopId, now);
  }
  if (!cursor.isBegun) await beginRecomputation(client, shopId, cursor.policyVersion, now);
  return cursor;
}

async function profilesAfter(
  client: ShopClient,
  shopId: string,
  reached: string | null,
  limit: number,
): Promise<string[]> {
  const profiles = await nextProfiles(client, shopId, reached ?? LOWEST_ID, limit);
  return profiles.map(({ id }) => id);
}
