import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { dayIn } from '#app/lib/shop-day.ts';

/** The outcome of events of the storefront at the HTTP handler. A batch that was limited counts as one. */
export type StorefrontOutcome = 'taken' | 'withoutConsent' | 'malformed' | 'outOfTime' | 'limited';

type Counts = Record<StorefrontOutcome, number>;

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
  let counted = new Map<string, Counts>();
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
async function write(pool: pg.Pool, shopId: string, at: number, counts: Counts): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    const { rows } = await client.query<{ zone: string }>(
      'select time_zone as zone from shop where id = $1',
      [shopId],
    );
    // The shop was erased meanwhile.
    if (!rows[0]) return;
    await client.query(
      `insert into storefront_count (shop_id, day, taken, without_consent, malformed, out_of_time, limited)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (shop_id, day) do update set
         taken = storefront_count.taken + excluded.taken,
         without_consent = storefront_count.without_consent + excluded.without_consent,
         malformed = storefront_count.malformed + excluded.malformed,
         out_of_time = storefront_count.out_of_time + excluded.out_of_time,
         limited = storefront_count.limited + excluded.limited`,
      [
        shopId,
        dayIn(at, rows[0].zone),
        counts.taken,
        counts.withoutConsent,
        counts.malformed,
        counts.outOfTime,
        counts.limited,
      ],
    );
  });
}
