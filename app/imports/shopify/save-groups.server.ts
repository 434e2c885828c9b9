import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { commitWithoutWaiting } from '#app/platform/transaction-settings.server.ts';
import { processBatch, publishBatch } from '#app/engine/process-batch.server.ts';
import { completeDeliveries } from '#app/engine/deliveries.server.ts';
import type { CompletedDelivery } from '#app/events/inbox/pending-delivery.ts';
import type { DrainServices } from '#app/engine/drain.server.ts';
import {
  describeFault,
  isInputFault,
  mayBeInputFault,
  retryAlone,
  asSystemFault,
} from '#app/queue/isolate-faults.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { Unusable } from './read-group.ts';
import type { ImportedGroup, ImportTarget } from './saved-run.server.ts';
import { loadImportShop, type ImportShop } from './store/import-shop.server.ts';

/**
 * Saves objects of a file together with how far the file is read, so that a worker that resumes neither repeats nor
 * misses one. Objects that the database refuses are quarantined one by one, like those that cannot be read.
 * @param from the byte up to which the file was read before
 * @returns the byte up to which it is read now; null when the run was cancelled or another worker has read on
 */
export async function saveGroups<G extends ImportedGroup>(
  services: DrainServices,
  shop: ImportShop,
  run: ImportTarget<G>,
  from: number,
  groups: readonly G[],
): Promise<number | null> {
  const save = (some: readonly G[]) => saveInTransaction(services, shop, run, from, some);
  try {
    return await save(groups);
  } catch (error) {
    if (!mayBeInputFault(error)) throw error;
    const [only] = groups;
    if (only && groups.length === 1) {
      const refuse = (fault: unknown) => {
        if (!isInputFault(fault)) throw fault;
        const described = describeFault(fault);
        services.logger.error(
          { shopId: shop.id, ...described },
          'object quarantined after an error',
        );
        // That not even the refusal can be saved is not the object's fault.
        return save([run.refused(only)]);
      };
      const [nothing, again] = [() => save([]), () => save([only])];
      return await retryAlone(error, nothing, again).catch(refuse);
    }
    const middle = Math.ceil(groups.length / 2);
    const reached = await saveGroups(services, shop, run, from, groups.slice(0, middle));
    if (reached === null) return null;
    return await saveGroups(services, shop, run, reached, groups.slice(middle));
  }
}

function saveInTransaction<G extends ImportedGroup>(
  services: DrainServices,
  shop: ImportShop,
  run: ImportTarget<G>,
  from: number,
  groups: readonly G[],
): Promise<number | null> {
  return inShop(services.pool, shop.id, async (client) => {
    await assertLease(client, services.heartbeat);
    // A crash of the database may take the last batches back, all of each: they are then read again.
    await commitWithoutWaiting(client);
    await claimShop(client, shop.id);
    if (!(await run.hold(client, from))) return null;
    const policy = await asSystemFault(() => services.policyOf(client, shop.id));
    const now = services.clock.now();
    const input = {
      events: groups.flatMap(({ events }) => events),
      catalog: groups.flatMap(({ catalog }) => catalog),
      accounts: groups.flatMap(({ accounts }) => accounts),
      shop: [],
      dataIssues: groups.flatMap(({ dataIssues }) =>
        dataIssues.map((issue) => ({ ...issue, topic: run.topic, seenAt: now })),
      ),
    };
    const { jobs } = await processBatch(client, shop.id, input, {
      policy,
      enabledJourneys: run.startsJourneys ? policy.journeys : [],
      currency: shop.currency,
      now,
      due: 0,
    });
    const unusableObjects = groups.flatMap(({ unusable }) => unusable);
    await completeDeliveries(
      client,
      shop.id,
      unusableObjects.map((one) => quarantineObject(one, now)),
      now,
    );
    const bytesDone = groups.at(-1)?.end ?? from;
    const unusable = groups.filter((group) => group.unusable.length > 0).length;
    const read = { bytesDone, objects: groups.length, unusable };
    await run.note(client, groups, read, now);
    await publishBatch(client, shop.id, now, jobs);
    return bytesDone;
  });
}

/** Under a key of what it says, so that the same object received again is the same problem. */
function quarantineObject({ topic, body, reason }: Unusable, now: number): CompletedDelivery {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return {
    delivery: {
      key: `import:${idOf(topic, bytes.toString())}`,
      topic,
      receivedAt: now,
      triggeredAt: null,
      body: bytes,
    },
    outcome: 'quarantined',
    reason,
    parsed: null,
  };
}

/** The shop whose objects are read; null when it is uninstalled. */
export function importShop(pool: pg.Pool, shopId: string): Promise<ImportShop | null> {
  return inShop(pool, shopId, (client) => loadImportShop(client, shopId));
}
