import { randomUUID } from 'node:crypto';
import { inShop } from '#app/platform/db.server.ts';
import type { OrderSnapshot } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { NOON, type MailEnvironment } from './mail-environment.ts';

/** An order of a person, in pounds. */
export async function addOrder(
  environment: MailEnvironment,
  profileId: string,
  order: OrderSnapshot,
): Promise<void> {
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query(
      `insert into purchase (shop_id, order_id, profile_id, snapshot, name, placed_at, total_minor, currency)
       values ($1, $2, $3, $4, $5, $6, $7, 'GBP')`,
      [
        environment.shopId,
        order.orderId,
        profileId,
        JSON.stringify(order),
        order.name,
        new Date(order.placedAt),
        order.total.minor,
      ],
    ),
  );
}

/**
 * An order of some pieces placed days before noon, and a request for a review of it in the outbox.
 * @param askedAt when the request is due, epoch milliseconds
 */
export async function askForReview(
  environment: MailEnvironment,
  person: { id: string },
  bought: readonly { productId: string; title: string }[],
  daysAgo: number,
  askedAt = NOON,
): Promise<string> {
  const orderId = randomUUID();
  const key = `${orderId}:review-request:1`;
  const placedAt = NOON - daysAgo * DAY;
  const lines = bought.map((piece) => ({
    ...piece,
    variantId: null,
    variantTitle: null,
    quantity: 1,
    unitMinor: 1250,
  }));
  const total = { minor: 1250 * bought.length, currency: 'GBP' };
  const payload = {
    template: 'review-request',
    class: 'marketing',
    journeyKey: 'post-purchase',
    context: { subject: 'order', orderId },
  };
  await addOrder(environment, person.id, orderSnapshot(placedAt, { orderId, total, lines }));
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query(
      `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
       values ($1, $2, 'email', $3, 'ready', $4, $5, $5)`,
      [environment.shopId, key, person.id, JSON.stringify(payload), new Date(askedAt)],
    ),
  );
  return key;
}
