import type { ShopClient } from '#app/platform/db.server.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { withinQuota } from '#app/events/inbox/quarantine-quota.server.ts';
import type { PendingDelivery, CompletedDelivery } from '#app/events/inbox/pending-delivery.ts';
import {
  deletePending,
  fetchPending,
  findPending,
  findStillPending,
  openPending,
  PENDING_CHUNK,
  saveSeen,
  type PendingDeliveryRow,
  type PortionSize,
} from '#app/events/inbox/store/pending-deliveries.server.ts';
import { saveQuarantined } from '#app/events/inbox/store/save-quarantined.server.ts';
import { countDeliveries } from './count-deliveries.server.ts';

/**
 * A delivery in the inbox whose body was opened; with `sealFault`, why it could not be, the body is as stored.
 * `storedBytes` is the size of its body in the inbox.
 */
export type OpenedDelivery = PendingDelivery & { sealFault: string | null; storedBytes: number };

function openDelivery(client: ShopClient, shopId: string, row: PendingDeliveryRow): OpenedDelivery {
  const stored = Buffer.from(row.body, 'base64');
  const { bytes: body, fault } = openStored(client, placeIn('inbox', shopId, row.key), stored);
  return { ...row, body, sealFault: fault, storedBytes: stored.length };
}

/** A pending delivery as it came; empty when it is not pending any more. */
export async function loadPendingDelivery(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<OpenedDelivery[]> {
  const row = await findPending(client, shopId, key);
  return row ? [openDelivery(client, shopId, row)] : [];
}

/**
 * The oldest pending deliveries, a few at a time, the next ones on their way while the caller works on these:
 * many bodies at once outlive their use in memory, and clearing them away then costs more than reading them.
 * @param except keys of those that are not wanted
 */
export async function* readPendingChunks(
  client: ShopClient,
  shopId: string,
  { most, except }: { most: PortionSize; except: readonly string[] },
): AsyncGenerator<OpenedDelivery[]> {
  await openPending(client, shopId, most, except);
  let nextChunk = fetchPending(client);
  for (;;) {
    const rows = await nextChunk;
    const deliveries = rows.map((row) => openDelivery(client, shopId, row));
    if (rows.length < PENDING_CHUNK) {
      yield deliveries;
      return;
    }
    nextChunk = fetchPending(client);
    // Thrown at the next turn; a caller that stops before it rolls its transaction back.
    nextChunk.catch(() => undefined);
    yield deliveries;
  }
}

/**
 * Which of the deliveries that were read are still to be processed: those that left the inbox are left out,
 * those that were completed before under the same key are repeats.
 */
export async function filterPending(
  client: ShopClient,
  shopId: string,
  read: readonly CompletedDelivery[],
): Promise<CompletedDelivery[]> {
  if (read.length === 0) return [];
  const rows = await findStillPending(
    client,
    shopId,
    read.map(({ delivery }) => delivery.key),
  );
  const seen = new Map(rows.map((row) => [row.key, row.seen]));
  return read.flatMap((one): CompletedDelivery[] => {
    const before = seen.get(one.delivery.key);
    if (before === undefined) return [];
    return before
      ? [{ delivery: one.delivery, outcome: 'repeated', reason: null, parsed: null }]
      : [one];
  });
}

/**
 * Removes completed deliveries from the inbox, remembers their keys, counts them, keeps the unusable while there is
 * room.
 */
export async function completeDeliveries(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedDelivery[],
  now: number,
): Promise<void> {
  if (completed.length === 0) return;
  const keys = completed.map(({ delivery }) => delivery.key);
  const unusable = completed.filter(({ outcome }) => outcome === 'quarantined');
  const kept =
    unusable.length === 0
      ? new Set()
      : await withinQuota(
          client,
          shopId,
          unusable.map(({ delivery }) => delivery),
        );
  const quarantined = unusable.filter(({ delivery }) => kept.has(delivery));
  if (quarantined.length > 0) {
    const rows = quarantined.map(({ delivery: { body, ...delivery }, reason }) => ({
      ...delivery,
      reason,
      sealedBody: ringOf(client).rawBodies.seal(body, placeIn('quarantine', shopId, delivery.key)),
    }));
    await saveQuarantined(client, shopId, rows);
  }
  await deletePending(client, shopId, keys);
  await saveSeen(client, shopId, keys, now);
  const unkept = unusable.flatMap(({ delivery }) => (kept.has(delivery) ? [] : [delivery.key]));
  await countDeliveries(client, shopId, completed, new Set(unkept));
}
