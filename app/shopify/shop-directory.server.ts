import type pg from 'pg';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
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
  const known = new Map<string, { until: number; lookup: Promise<KnownShop | null> }>();

  async function queryShop(domain: string): Promise<KnownShop | null> {
    const row = await findShopByDomain(pool, domain);
    return row && { id: row.id, installed: row.uninstalledAt === null };
  }

  return {
    find(domain) {
      const now = clock.now();
      const entry = known.get(domain);
      if (entry && entry.until > now) return entry.lookup;
      const lookup = queryShop(domain);
      known.set(domain, { until: now + TRUSTED_MS, lookup });
      // A failure answers this caller only, and "not installed" may be over the next moment.
      const forget = (): void => void known.delete(domain);
      lookup.then((shop) => (shop?.installed ? undefined : forget()), forget);
      return lookup;
    },
    async countDropped(domain) {
      await countDroppedDelivery(pool, domain);
    },
  };
}
