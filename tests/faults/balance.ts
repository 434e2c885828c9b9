import { openPool, inShop } from '#app/db.server.ts';
import { mailBalance, type MailBalance } from '#app/messaging/balance.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import type { House } from './house.ts';

/** The balance of a shop's mails, as the app itself draws it up. */
export async function balanceOf(house: House, shopId: string): Promise<MailBalance> {
  const pool = openPool(house.stack.databaseUrl, { max: 1, name: 'faults', connectMs: WAIT_MS });
  try {
    return await inShop(pool, shopId, (client) => mailBalance(client, shopId));
  } finally {
    await pool.end();
  }
}
