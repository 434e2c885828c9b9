import { afterAll } from 'vitest';
import { openPool } from '#app/db.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { openChance } from '#tests/demo/chance.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { TestShop } from '#tests/setup/shop.ts';
import { hook, openCaller, type Call } from './caller.ts';
import { openHouse } from './house.ts';

/** Connections over which the requests of a promise come. */
export const CONNECTIONS = 50;

/**
 * A house with callers before its doors, closed after the tests of the file. Each promise takes shops of its own.
 * @param shopCount how many shops the promises of the file take in all
 */
export async function openDoorstep(seed: number, shopCount: number) {
  const chance = openChance(seed);
  const house = await openHouse(shopCount);
  const pool = openPool(house.stack.databaseUrl, {
    max: 4,
    name: 'faults',
    connectMs: WAIT_MS,
    ring: house.stack.ring,
  });
  const caller = openCaller(CONNECTIONS);
  afterAll(async () => {
    caller.close();
    await pool.end();
    await house.close();
  }, 60_000);
  let shopsTaken = 0;
  function nextShop(): TestShop {
    const shop = house.shops[(shopsTaken += 1) - 1];
    if (!shop) throw new Error('The house has too few shops.');
    return shop;
  }
  return { chance, house, pool, caller, nextShop };
}

/** A webhook about an order of a shop, as Shopify sends it. */
export function orderHook(shop: TestShop, id: string, secret?: string): Call {
  return hook({ topic: 'orders/updated', shop: shop.domain, id, body: shopOrder(), secret });
}

/** The body of an order's webhook. */
export function shopOrder(): string {
  return JSON.stringify(orderPayload());
}
