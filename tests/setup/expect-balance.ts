import { expect } from 'vitest';
import type pg from 'pg';
import { shopBalance } from '#app/decisions/shop-balance.server.ts';
import { balanceFaults } from '#app/decisions/shop-balance.ts';
import { inShop } from '#app/platform/db.server.ts';

/** Every mail, banner and run of a shop is accounted for, on record and explained. */
export async function expectBalance(pool: pg.Pool, shopId: string): Promise<void> {
  const balance = await inShop(pool, shopId, (client) => shopBalance(client, shopId));
  expect(balanceFaults(balance)).toEqual([]);
}
