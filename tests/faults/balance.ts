import { shopBalance } from '#app/decisions/shop-balance.server.ts';
import { balanceFaults } from '#app/decisions/shop-balance.ts';
import { openPool, inShop } from '#app/platform/db.server.ts';
import { mailBalance } from '#app/messages/delivery/balance.server.ts';
import type { MailBalance } from '#app/messages/delivery/balance.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import type { TestEnvironment } from './environment.ts';

/**
 * The balance of a shop's mails, as the app itself draws it up.
 * @throws when anything of the shop, banners and runs as well, is not accounted for
 */
export async function balanceOf(
  environment: TestEnvironment,
  shopId: string,
): Promise<MailBalance> {
  const pool = openPool(environment.stack.databaseUrl, {
    max: 1,
    name: 'faults',
    connectMs: WAIT_MS,
  });
  try {
    return await inShop(pool, shopId, async (client) => {
      const faults = balanceFaults(await shopBalance(client, shopId));
      if (faults.length > 0) throw new Error(`The balance does not hold: ${faults.join('; ')}.`);
      return await mailBalance(client, shopId);
    });
  } finally {
    await pool.end();
  }
}
