import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { drain } from '#app/engine/drain.server.ts';
import type { EventKind } from '#app/events/event.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { workerAt } from './worker-at.ts';

/** A moment just after everything in tests/fixtures happened. */
export const SEEN_AT = Date.parse('2026-10-01T10:10:00Z');

/**
 * Stores a delivery of Shopify's, as the webhook handler does once its signature is checked.
 * @param receivedAt by the app's own clock, epoch milliseconds
 */
export async function receive(
  pool: pg.Pool,
  shopId: string,
  topic: string,
  payload: unknown,
  key: string,
  receivedAt = SEEN_AT,
): Promise<void> {
  const body = encodeBody(payload);
  const delivery = { key, topic, receivedAt, triggeredAt: receivedAt, body };
  await inShop(pool, shopId, (client) => storeDeliveries(client, shopId, [delivery]));
}

/** Stores an internal delivery of the app. */
export async function receiveInternal(
  pool: pg.Pool,
  shopId: string,
  kind: EventKind,
  at: number,
  body: object,
): Promise<void> {
  const delivery = internalDelivery(kind, JSON.stringify([at, body]), at, { at, ...body });
  await inShop(pool, shopId, (client) => storeDeliveries(client, shopId, [delivery]));
}

/** Processes everything that a shop received, as the worker does, at a moment. */
export async function drainAt(pool: pg.Pool, shopId: string, now: number): Promise<void> {
  await drain(await workerAt(pool, now), shopId);
}

/** Stores a delivery of Shopify's and processes it, both at one moment. */
export async function receiveAt(
  pool: pg.Pool,
  shopId: string,
  topic: string,
  payload: unknown,
  at: number,
): Promise<void> {
  await receive(pool, shopId, topic, payload, `${topic}:${String(at)}`, at);
  await drainAt(pool, shopId, at);
}
