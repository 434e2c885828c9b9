import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import {
  CLIENT_CHECK_MS,
  boundPool,
  inShop,
  isConnectionTimeout,
  isStatementTimeout,
  type ShopClient,
} from '#app/platform/db.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { createKeyedSemaphore } from '#app/platform/keyed-semaphore.ts';

/** Counts of a shop that are not over: one that runs, and one that waits for it. */
const COUNTS_AT_ONCE = 2;
/** The longest a statement of a count may take; a user who types does not wait longer. */
const STATEMENT_MS = 5 * SECOND;

/** What came of a count: its result, or why there is none. */
export type CountOutcome<T> =
  { outcome: 'ran'; result: T } | { outcome: 'too_slow' | 'superseded' | 'busy' };

export type LiveCounts = {
  /**
   * Runs a count with connections of its own. Those of a shop run one after the other, so that the dearest take one
   * core and leave the others to the other shops. A third one ends the oldest, which is no longer what the user looks
   * at; the next begins when the database has surely noticed that.
   * @param signal ends it when no client waits for it any more
   */
  run<T>(
    shopId: string,
    signal: AbortSignal,
    work: (client: ShopClient) => Promise<T>,
  ): Promise<CountOutcome<T>>;
};

/** A count of a shop, until its result is known. */
type PendingCount = { controller: AbortController; started: boolean };

/** The counts of a shop, the oldest first, and until when (of the steady clock) an ended one may still go on. */
type ShopCounts = { asked: PendingCount[]; busyUntil: number };

/** @param pool few connections, separate from those of the pages: all counts of all shops together share them */
export function createLiveCounts(pool: pg.Pool): LiveCounts {
  const shops = new Map<string, ShopCounts>();
  const turns = createKeyedSemaphore(1, COUNTS_AT_ONCE);
  return {
    async run(shopId, signal, work) {
      const counts = shops.get(shopId) ?? { asked: [], busyUntil: 0 };
      shops.set(shopId, counts);
      const own: PendingCount = { controller: new AbortController(), started: false };
      counts.asked.push(own);
      if (counts.asked.length > COUNTS_AT_ONCE) endOldest(counts);
      const either = AbortSignal.any([signal, own.controller.signal]);
      try {
        const endTurn = await turns.acquire(shopId, either);
        try {
          const waitMs = counts.busyUntil - performance.now();
          if (waitMs > 0) await sleep(waitMs, undefined, { signal: either });
          own.started = true;
          const bounds = { statementMs: STATEMENT_MS, signal: either };
          return { outcome: 'ran', result: await inShop(boundPool(pool, bounds), shopId, work) };
        } finally {
          endTurn();
        }
      } catch (error) {
        if (own.controller.signal.aborted) return { outcome: 'superseded' };
        signal.throwIfAborted();
        if (isStatementTimeout(error)) return { outcome: 'too_slow' };
        if (isConnectionTimeout(error)) return { outcome: 'busy' };
        throw error;
      } finally {
        counts.asked = counts.asked.filter((count) => count !== own);
        if (counts.asked.length === 0) shops.delete(shopId);
      }
    },
  };
}

/** One that has not begun costs the database nothing. */
function endOldest(counts: ShopCounts): void {
  const oldest = counts.asked.shift();
  if (oldest?.started) counts.busyUntil = performance.now() + CLIENT_CHECK_MS;
  oldest?.controller.abort(new Error('A newer count took its place.'));
}
