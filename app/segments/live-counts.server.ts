import type pg from 'pg';
import { boundPool, inShop, lackedConnection, tookTooLong } from '#app/db.server.ts';
import type { ShopClient } from '#app/db.server.ts';
import { SECOND } from '#app/lib/duration.ts';

/** Counts of a shop that may be under way at once: somebody who types, and somebody else. */
const AT_ONCE = 2;
/** The longest a statement of a count may take; whoever types does not wait longer. */
const STATEMENT_MS = 5 * SECOND;

/** What came of a count: its result, or why there is none. */
export type CountOutcome<T> =
  { outcome: 'ran'; result: T } | { outcome: 'too_slow' | 'superseded' | 'busy' };

export type LiveCounts = {
  /**
   * Runs a count with connections of its own. A shop has at most two under way: a third one ends the oldest, which
   * is no longer what anybody looks at.
   * @param signal ends it when nobody waits for it any more
   */
  run<T>(
    shopId: string,
    signal: AbortSignal,
    work: (client: ShopClient) => Promise<T>,
  ): Promise<CountOutcome<T>>;
};

/** @param pool few connections, apart from those of the pages: all counts of all shops together share them */
export function createLiveCounts(pool: pg.Pool): LiveCounts {
  const underWay = new Map<string, AbortController[]>();
  return {
    async run(shopId, signal, work) {
      const own = new AbortController();
      const counts = underWay.get(shopId) ?? [];
      underWay.set(shopId, counts);
      counts.push(own);
      if (counts.length > AT_ONCE)
        counts.shift()?.abort(new Error('A newer count took its place.'));
      const bounds = { statementMs: STATEMENT_MS, signal: AbortSignal.any([signal, own.signal]) };
      try {
        return { outcome: 'ran', result: await inShop(boundPool(pool, bounds), shopId, work) };
      } catch (error) {
        if (own.signal.aborted) return { outcome: 'superseded' };
        if (tookTooLong(error)) return { outcome: 'too_slow' };
        if (lackedConnection(error)) return { outcome: 'busy' };
        throw error;
      } finally {
        const place = counts.indexOf(own);
        if (place >= 0) counts.splice(place, 1);
        if (counts.length === 0) underWay.delete(shopId);
      }
    },
  };
}
