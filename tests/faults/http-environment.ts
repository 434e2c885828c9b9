import { afterAll } from 'vitest';
import { openPool } from '#app/platform/db.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { TestShop } from '#tests/setup/shop.ts';
import { webhookCall, openCaller, type Call } from './caller.ts';
import { openTestEnvironment } from './environment.ts';

/** Connections over which the requests of a promise come. */
export const CONNECTIONS = 50;

/**
 * An environment with HTTP callers, closed after the tests of the file. Each promise takes shops of its own.
 * @param shopCount how many shops the promises of the file take in all
 */
export async function openHttpEnvironment(seed: number, shopCount: number) {
  const random = openRandomSource(seed);
  const environment = await openTestEnvironment(shopCount);
  const pool = openPool(environment.stack.databaseUrl, {
    max: 4,
    name: 'faults',
    connectMs: WAIT_MS,
    ring: environment.stack.ring,
  });
  const caller = openCaller(CONNECTIONS);
  afterAll(async () => {
    caller.close();
    await pool.end();
    await environment.close();
  }, 60_000);
  let shopsTaken = 0;
  function nextShop(): TestShop {
    const shop = environment.shops[(shopsTaken += 1) - 1];
    if (!shop) throw new Error('The environment has too few shops.');
    return shop;
  }
  return { random, environment, pool, caller, nextShop };
}

/** A webhook about an order of a shop, as Shopify sends it. */
export function orderWebhook(shop: TestShop, id: string, secret?: string): Call {
  return webhookCall({ topic: 'orders/updated', shop: shop.domain, id, body: shopOrder(), secret });
}

/** The body of an order's webhook. */
export function shopOrder(): string {
  return JSON.stringify(orderPayload());
}
