import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop, isDatabaseAway, type ShopClient } from '#app/db.server.ts';
import { describeFault } from '#app/jobs/isolate-faults.server.ts';

/**
 * Does something for each of some shops, in a transaction of each. One for which it fails is left for the next look,
 * and keeps nobody else waiting.
 * @throws when the database is away, which is no shop's trouble
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
      if (isDatabaseAway(error)) throw error;
      logger.error({ shopId: id, ...describeFault(error) }, 'could not wake a shop; trying again');
    }
  }
}
