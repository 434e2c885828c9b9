import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { dayIn } from '#app/lib/shop-day.ts';
import { addToStorefrontCount, findStorefrontZone } from '#app/events/store/storefront.server.ts';
import type { StorefrontOutcome, StorefrontTally } from './storefront-tally.ts';

/** Counts in memory and writes now and then: a row a request would cost more than the request. */
export type StorefrontCounts = {
  add(shopId: string, outcome: StorefrontOutcome, times: number, at: number): void;
  /** Writes what was counted since. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

const FLUSH_MS = 5 * SECOND;
/** Days of all zones begin at a full quarter of an hour of UTC. */
const QUARTER_MS = 15 * MINUTE;

export function createStorefrontCounts(pool: pg.Pool, logger: Logger): StorefrontCounts {
  let counted = new Map<string, StorefrontTally>();
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();

  function add(shopId: string, outcome: StorefrontOutcome, times: number, at: number): void {
    if (times === 0) return;
    const key = `${shopId} ${String(Math.floor(at / QUARTER_MS))}`;
    const counts = counted.get(key) ?? {
      taken: 0,
      withoutConsent: 0,
      malformed: 0,
      outOfTime: 0,
      limited: 0,
    };
    counts[outcome] += times;
    counted.set(key, counts);
  }

  async function flush(): Promise<void> {
    const before = counted;
    counted = new Map();
    for (const [key, counts] of before) {
      const [shopId = '', quarter = ''] = key.split(' ');
      try {
        await write(pool, shopId, Number(quarter) * QUARTER_MS, counts);
      } catch (error) {
        logger.warn({ shopId, err: error }, 'counts of storefront events were lost');
      }
    }
  }

  return {
    add,
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

/** Adds what was counted to the day of the shop that `at` lies in. */
async function write(
  pool: pg.Pool,
  shopId: string,
  at: number,
  counts: StorefrontTally,
): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    const zone = await findStorefrontZone(client, shopId);
    // The shop was erased meanwhile.
    if (zone === null) return;
    await addToStorefrontCount(client, shopId, dayIn(at, zone), counts);
  });
}
