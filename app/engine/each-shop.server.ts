import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop, isDatabaseUnavailable, type ShopClient } from '#app/platform/db.server.ts';
import { describeFault } from '#app/queue/isolate-faults.server.ts';

/**
 * Does something for each of some shops, in a transaction of each. One for which it fails is left for the next time,
 * and keeps no other waiting.
 * @throws when the database is unavailable, which is no shop's fault
 */
export async function eachShop(
  pool: pg.Pool,
  shops: readonly { id: string }[],
  logger: Logger,
  work: (client: ShopClient, shopId: string) => Promise<void>,
): Promise<void> {
  for (const { id } of shops) {
    try {
      await inShop(pool, id, (client) => work(client, id));
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      logger.error(
        { shopId: id, ...describeFault(error) },
        'could not enqueue the jobs of a shop; trying again',
      );
    }
  }
}
