import { openPool, inShop } from '#app/platform/db.server.ts';
import { mailBalance } from '#app/messages/delivery/balance.server.ts';
import type { MailBalance } from '#app/messages/delivery/balance.ts';
import { expectBalance } from '#tests/setup/expect-balance.ts';
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
    await expectBalance(pool, shopId);
    return await inShop(pool, shopId, (client) => mailBalance(client, shopId));
  } finally {
    await pool.end();
  }
}
