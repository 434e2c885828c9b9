import { afterEach, expect } from 'vitest';
import type pg from 'pg';
import { shopBalance } from '#app/decisions/shop-balance.server.ts';
import { balanceFaults } from '#app/decisions/shop-balance.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { TestDatabase } from './database.ts';

/** Every mail, banner and run of a shop is accounted for, on record and explained. */
export async function expectBalance(pool: pg.Pool, shopId: string): Promise<void> {
  const balance = await inShop(pool, shopId, (client) => shopBalance(client, shopId));
  expect(balanceFaults(balance)).toEqual([]);
}

/** After each test of a file every mail, banner and run of its shops is accounted for. Call it once, at the top. */
export function expectBalanceAfterEach({ pool, owner }: TestDatabase): void {
  afterEach(async () => {
    const { rows } = await owner.query<{ id: string }>('select id from shop order by id');
    for (const { id } of rows) await expectBalance(pool, id);
  });
}
