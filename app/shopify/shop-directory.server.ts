import type pg from 'pg';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
import { memoizeWithTtl } from '#app/lib/memoize-with-ttl.ts';
import { countDroppedDelivery, findShopByDomain } from './store/shops.server.ts';

export type KnownShop = { id: string; installed: boolean };

/** Finds shops by their domain, and counts what arrives for unknown shops. */
export type ShopDirectory = {
  find(domain: string): Promise<KnownShop | null>;
  countDropped(domain: string): Promise<void>;
};

/** How long an answer is trusted. Short, because an install or uninstall happens in another process. */
const TRUSTED_MS = 5 * SECOND;

/**
 * Remembers shops for a few seconds, so that a burst of deliveries asks the database once.
 * @param clock real time; the trust in an answer does not follow simulated time
 */
export function createShopDirectory(pool: pg.Pool, clock: Clock): ShopDirectory {
  async function queryShop(domain: string): Promise<KnownShop | null> {
    const row = await findShopByDomain(pool, domain);
    return row && { id: row.id, installed: row.uninstalledAt === null };
  }

  return {
    // "Not installed" may be over the next moment.
    find: memoizeWithTtl(queryShop, clock, TRUSTED_MS, (shop) => shop?.installed === true),
    async countDropped(domain) {
      await countDroppedDelivery(pool, domain);
    },
  };
}
