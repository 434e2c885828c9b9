import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { processBatch, publishBatch } from '#app/engine/process-batch.server.ts';
import { EMPTY_BATCH } from '#app/engine/projections/projection.server.ts';
import { loadDrainedShop } from '#app/shopify/store/drained-shop.server.ts';
import type { DrainServices } from '#app/engine/drain.server.ts';
import { describeFault, isolateFaults, asSystemFault } from '#app/queue/isolate-faults.server.ts';
import { noteProfileProblems } from '#app/profiles/store/profile-problems.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { shopifyKey } from '#app/segments/shopify-key.ts';
import { beginMemberships, closeMemberships } from '#app/segments/store/memberships.server.ts';
import { loadMembershipChanges, type MembershipChanges } from './store/memberships.server.ts';

/** People in one transaction, as many as when all profiles are recomputed. */
const BATCH = 250;

/**
 * Makes the people who are the customers of a reading the members of its segment, and no one else, and recomputes
 * those who entered or left in the same transaction: others may refer to this one. Doing it again changes nothing.
 * @param options `startJourneys` is false where not the people changed but what is read of them
 */
export async function applyMembers(
  services: DrainServices,
  shopId: string,
  segmentId: string,
  options: { startJourneys: boolean },
): Promise<void> {
  const { entering, leaving } = await inShop(services.pool, shopId, (client) =>
    loadMembershipChanges(client, shopId, segmentId),
  );
  const changes = [
    ...entering.map((id) => ({ id, isIn: true })),
    ...leaving.map((id) => ({ id, isIn: false })),
  ];
  for (let from = 0; from < changes.length; from += BATCH) {
    await isolateFaults(
      changes.slice(from, from + BATCH),
      (some) =>
        inShop(services.pool, shopId, (client) =>
          applyBatch(
            services,
            client,
            shopId,
            shopifyKey(segmentId),
            membershipChanges(some),
            options,
          ),
        ),
      // They stay what they were, and are tried again with the next reading.
      ({ id: profileId }, error) => skipMember(services, shopId, profileId, error),
    );
  }
}

function membershipChanges(some: readonly { id: string; isIn: boolean }[]): MembershipChanges {
  const idsOf = (isIn: boolean) => some.filter((one) => one.isIn === isIn).map(({ id }) => id);
  return { entering: idsOf(true), leaving: idsOf(false) };
}

async function skipMember(
  { pool, clock, logger }: DrainServices,
  shopId: string,
  profileId: string,
  error: unknown,
): Promise<void> {
  logger.error({ shopId, profile: profileId, ...describeFault(error) }, 'member not applied');
  await inShop(pool, shopId, (client) =>
    noteProfileProblems(client, shopId, 'score', [{ profileId, reason: 'error' }], clock.now()),
  );
}

async function applyBatch(
  { clock, heartbeat, policyOf }: DrainServices,
  client: ShopClient,
  shopId: string,
  key: string,
  { entering, leaving }: MembershipChanges,
  { startJourneys }: { startJourneys: boolean },
): Promise<void> {
  await assertLease(client, heartbeat);
  await claimShop(client, shopId);
  const now = clock.now();
  const at = isoTime(now);
  await closeMemberships(
    client,
    shopId,
    leaving.map((id) => ({ segment_key: key, profile_id: id, at })),
  );
  await beginMemberships(client, shopId, key, entering, now);
  const policy = await asSystemFault(() => policyOf(client, shopId));
  const { currency } = await asSystemFault(() => loadDrainedShop(client, shopId));
  const { jobs } = await processBatch(client, shopId, EMPTY_BATCH, {
    policy,
    enabledJourneys: startJourneys ? policy.journeys : [],
    currency,
    now,
    due: 0,
    people: [...entering, ...leaving],
  });
  await publishBatch(client, shopId, now, jobs);
}
