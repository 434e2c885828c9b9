import type { JourneyMove } from '#app/journeys/moves/journey-move.ts';
import {
  addMoved,
  findEarlierRuns,
  finishMove,
  lockRunningMove,
} from '#app/journeys/store/journey-moves.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { loadDrainedShop } from '#app/shopify/store/drained-shop.server.ts';
import { compactChanges } from '#app/roll-ups/store/compact-changes.server.ts';
import type { DrainServices } from './drain.server.ts';
import { processBatch, publishBatch } from './process-batch.server.ts';
import { EMPTY_BATCH } from './projections/projection.server.ts';

/** Runs that move in one transaction, a fraction of a second; the drain waits no longer than that. */
const BATCH = 250;

/**
 * Moves the people of journeys to newer versions, as merchants asked, a batch a transaction. It goes on where it was when
 * it is killed: a run that moved is on the new version and is not found again. It ends when all moved, or when the
 * merchant cancels it.
 */
export async function movePeople(services: DrainServices, shopId: string): Promise<void> {
  const moveSome = () =>
    inShop(services.pool, shopId, (client) => moveBatch(services, client, shopId));
  while (await moveSome());
}

/** @returns whether there may be more to move */
async function moveBatch(
  { clock, heartbeat, policyOf }: DrainServices,
  client: ShopClient,
  shopId: string,
): Promise<boolean> {
  await assertLease(client, heartbeat);
  await claimShop(client, shopId);
  const move = await lockRunningMove(client, shopId);
  if (!move) return false;
  const now = clock.now();
  const policy = await policyOf(client, shopId);
  const { journeyKey, version } = move;
  const isThere = [...policy.journeys, ...(policy.earlierJourneys ?? [])].some(
    (journey) => journey.key === journeyKey && journey.version === version,
  );
  const runs = isThere ? await findEarlierRuns(client, shopId, journeyKey, version, BATCH) : [];
  if (runs.length === 0) {
    await finishMove(client, shopId, move.id, isThere ? 'done' : 'cancelled', now);
    await compactChanges(client, shopId);
    return true;
  }
  const { currency } = await loadDrainedShop(client, shopId);
  const { jobs, requested } = await processBatch(client, shopId, EMPTY_BATCH, {
    policy,
    enabledJourneys: policy.journeys,
    currency,
    now,
    due: { profileIds: [], runIds: [], requests: requestsOf(move, runs) },
  });
  const exited = requested.filter(({ outcome }) => outcome === 'moved_out').length;
  const moved = requested.filter(({ outcome }) => outcome === 'moved').length;
  await addMoved(client, shopId, move.id, { moved, exited });
  await publishBatch(client, shopId, now, jobs);
  return true;
}

function requestsOf({ version, mapping }: JourneyMove, runs: readonly { id: string }[]) {
  return runs.map(({ id: runId }) => ({ kind: 'move' as const, runId, version, mapping }));
}
