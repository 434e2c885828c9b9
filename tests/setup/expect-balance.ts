import { afterEach, expect } from 'vitest';
import type pg from 'pg';
import { balanceFaultsOf, balanceFaultsOfAll, type OwnedDatabase } from './balance-faults-of.ts';

/** Every mail, banner and run of a shop is accounted for, on record and explained. */
export async function expectBalance(pool: pg.Pool, shopId: string): Promise<void> {
  expect(await balanceFaultsOf(pool, shopId)).toEqual([]);
}

/** After each test of a file every mail, banner and run of its shops is accounted for. Call it once, at the top. */
export function expectBalanceAfterEach(database: OwnedDatabase): void {
  afterEach(async () => {
    expect(await balanceFaultsOfAll(database)).toEqual([]);
  });
}
