import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import { splitFirstVisits, visitorsOf } from './first-visit.ts';
import {
  deleteOldVisits,
  deletePendingVisits,
  insertPendingVisits,
  knownVisitors,
  loadPendingVisits,
} from './store/pending-visits.server.ts';

/** Who does not come again within this time comes as a stranger. */
const KEPT_MS = 30 * DAY;
/** Rows deleted at the most beside a batch: more than it adds, so that the table does not grow without bound. */
const MOST_DELETED = 1_000;

/**
 * Keeps first visits back, and gives what was kept of visitors who turn out to be more than that. To be called in
 * the transaction that applies the events, under the shop's lock.
 * @param now epoch milliseconds
 * @returns the events that happen now
 */
export async function holdFirstVisits(
  client: ShopClient,
  shopId: string,
  batch: readonly DomainEvent[],
  now: number,
): Promise<readonly DomainEvent[]> {
  const visitors = [...new Set(batch.flatMap(visitorsOf))];
  if (visitors.length === 0) return batch;
  const known = await knownVisitors(client, shopId, visitors);
  const kept = await loadPendingVisits(client, shopId, visitors);
  const split = splitFirstVisits(batch, known, kept);
  if (split.pending.length > 0) {
    await insertPendingVisits(client, shopId, split.pending, now);
    await deleteOldVisits(client, shopId, now - KEPT_MS, MOST_DELETED);
  }
  if (split.released.length > 0) await deletePendingVisits(client, shopId, split.released);
  return split.events;
}
