import type pg from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
import { memoizeWithTtl } from '#app/lib/memoize-with-ttl.ts';
import { createRateLimit, type RateLimit } from '#app/platform/rate-limit.server.ts';
import { createIntake, type Intake } from '#app/events/inbox/intake.server.ts';
import { findShopByPixelKey } from '#app/events/store/storefront.server.ts';
import { createStorefrontCounts, type StorefrontCounts } from './storefront-counts.server.ts';

/**
 * What the handler of storefront events works with. All of it is separate from what webhooks need, the
 * connections to the database too: however much junk arrives, they do not wait for it.
 */
export type StorefrontIntake = {
  /** Id of the installed shop with this public key. */
  shopOf(pixelKey: string): Promise<string | null>;
  intake: Intake;
  counts: StorefrontCounts;
  perAddress: RateLimit;
  perShop: RateLimit;
  close(): Promise<void>;
};

/** A page with its events makes a batch every two seconds; an office may share an address. */
const PER_ADDRESS = { times: 100, seconds: 10 };
/** Ten thousand people who all click at once. */
const PER_SHOP = { times: 10_000, seconds: 10 };
const SHOP_CACHE_MS = 5 * SECOND;

/**
 * @param pool connections of its own; few are enough, because batches share commits
 * @param clock real time
 */
export function createStorefrontIntake(
  pool: pg.Pool,
  clock: Clock,
  logger: Logger,
): StorefrontIntake {
  const counts = createStorefrontCounts(pool, logger);

  return {
    shopOf: memoizeWithTtl((key) => findShopByPixelKey(pool, key), clock, SHOP_CACHE_MS),
    intake: createIntake(pool),
    counts,
    perAddress: createRateLimit(PER_ADDRESS.times, PER_ADDRESS.seconds),
    perShop: createRateLimit(PER_SHOP.times, PER_SHOP.seconds),
    async close() {
      await counts.close();
      await pool.end();
    },
  };
}
