import type pg from 'pg';
import { shopBalance } from '#app/decisions/shop-balance.server.ts';
import { balanceFaults } from '#app/decisions/shop-balance.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { WAIT_MS } from './never.ts';

/**
 * What is wrong with the balances of all shops of a database: each fault with its shop, none when all hold.
 * @param owner sees every shop
 * @param pool acts as the application
 */
export async function balanceFaultsOfAll(owner: pg.Pool, pool: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>('select id from shop order by id');
  const faults: string[] = [];
  for (const { id } of rows) {
    const balance = await inShop(pool, id, (client) => shopBalance(client, id));
    faults.push(...balanceFaults(balance).map((fault) => `shop ${id}, ${fault}`));
  }
  return faults;
}

/**
 * Ends a test or a measurement whose shops are not in balance.
 * @param url of the database
 * @param owner sees every shop of it
 * @throws when a mail, a banner or a run of any shop is unaccounted for, off the record or unexplained
 */
export async function refuseUnbalanced(url: string, owner: pg.Pool): Promise<void> {
  const pool = openPool(url, { max: 1, name: 'balance', connectMs: WAIT_MS });
  try {
    const faults = await balanceFaultsOfAll(owner, pool);
    if (faults.length > 0) throw new Error(`The balance does not hold: ${faults.join('; ')}.`);
  } finally {
    await pool.end();
  }
}
