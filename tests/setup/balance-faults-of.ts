import type pg from 'pg';
import { shopBalance } from '#app/decisions/shop-balance.server.ts';
import { balanceFaults } from '#app/decisions/shop-balance.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { WAIT_MS } from './never.ts';

/** A database whose owner sees every shop. */
export type OwnedDatabase = { url: string; owner: pg.Pool };

/** What is wrong with the balance of a shop, in words; empty when it holds. */
export async function balanceFaultsOf(pool: pg.Pool, shopId: string): Promise<string[]> {
  return balanceFaults(await inShop(pool, shopId, (client) => shopBalance(client, shopId)));
}

/** What is wrong with the balances of all shops of a database, each fault with its shop. */
export async function balanceFaultsOfAll({ url, owner }: OwnedDatabase): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>('select id from shop order by id');
  const pool = openPool(url, { max: 1, name: 'balance', connectMs: WAIT_MS });
  try {
    const faults: string[] = [];
    for (const { id } of rows)
      for (const fault of await balanceFaultsOf(pool, id)) faults.push(`shop ${id}, ${fault}`);
    return faults;
  } finally {
    await pool.end();
  }
}

/**
 * Ends a test or a measurement whose shops are not in balance.
 * @throws when a mail, a banner or a run of any shop is unaccounted for, off the record or unexplained
 */
export async function refuseUnbalanced(database: OwnedDatabase): Promise<void> {
  const faults = await balanceFaultsOfAll(database);
  if (faults.length > 0) throw new Error(`The balance does not hold: ${faults.join('; ')}.`);
}
