import type pg from 'pg';
import type { Logger } from 'pino';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { runPrivacyRequests } from '#app/privacy/run-requests.server.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import type { TestShop } from '#tests/setup/shop.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';

/** Whom Shopify asks to erase, with the ids of their orders. */
export type RedactedCustomer = { id: number; email: string; phone?: string; orders?: number[] };

/** The delivery key of the request. */
export const REDACT_KEY = 'redact';

/**
 * Shopify asks to erase a customer: from now on nothing is sent to them, and nothing is erased yet.
 * @param key of the delivery
 */
export async function askToErase(
  pool: pg.Pool,
  { id: shopId, domain }: TestShop,
  { id, email, phone, orders = [] }: RedactedCustomer,
  at: number,
  key = REDACT_KEY,
): Promise<void> {
  const request = complianceRequestPayload({
    shop_domain: domain,
    customer: { id, email, phone: phone ?? null },
    orders_to_redact: orders,
  });
  await receive(pool, shopId, 'customers/redact', request, key);
  await drainAt(pool, shopId, at);
}

/** Runs the job that answers the privacy requests of a shop. */
export async function runPrivacyJob(
  pool: pg.Pool,
  shopId: string,
  now: number,
  logger: Logger = silentLogger,
): Promise<void> {
  const heartbeat = await registerHeartbeat(pool, 'test');
  const services = { pool, logger, heartbeat, ring: testKeyRing() };
  await runPrivacyRequests({ ...services, clock: { now: () => now } }, shopId);
}

/** Erases a customer as Shopify asks for it. */
export async function eraseCustomer(
  pool: pg.Pool,
  shop: TestShop,
  customer: RedactedCustomer,
  at: number,
): Promise<void> {
  await askToErase(pool, shop, customer, at);
  await runPrivacyJob(pool, shop.id, at);
}
