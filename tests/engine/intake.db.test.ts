import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { loadPendingDelivery } from '#app/engine/deliveries.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import type { Delivery } from '#app/events/inbox/delivery.ts';
import { createIntake } from '#app/events/inbox/intake.server.ts';

const MEGABYTE = 1024 * 1024;

const db = await testDatabase();

/** A body of which every byte says which delivery it is of. */
function deliveryOf(index: number, bytes: number): Delivery {
  const body = Buffer.alloc(bytes, index + 1);
  const key = `delivery-${String(index)}`;
  return { key, topic: 'orders/create', receivedAt: SEEN_AT + index, triggeredAt: null, body };
}

/** Stores deliveries that arrive at once, and reads each of them back. */
async function storedTogether(deliveries: readonly Delivery[]) {
  const { id } = await installedShop(db.pool);
  const intake = createIntake(db.pool);
  await Promise.all(deliveries.map((delivery) => intake.store(id, delivery)));
  return await inShop(db.pool, id, async (client) => {
    const found = [];
    for (const { key } of deliveries) found.push(...(await loadPendingDelivery(client, id, key)));
    return found;
  });
}

test.each([
  ['small ones, more than a commit takes', Array.from({ length: 450 }, (_, n) => n * 3)],
  ['the largest ones, more than a commit holds', Array.from({ length: 12 }, () => 2 * MEGABYTE)],
  ['small ones between large ones', Array.from({ length: 20 }, (_, n) => (n % 2) * MEGABYTE + n)],
  ['a single empty one', [0]],
])('deliveries that arrive at once keep their own bodies: %s', async (_, sizes) => {
  const deliveries = sizes.map((bytes, index) => deliveryOf(index, bytes));
  const stored = await storedTogether(deliveries);
  expect(stored).toHaveLength(deliveries.length);
  for (const [index, { key, topic, receivedAt, triggeredAt, body }] of stored.entries()) {
    const sent = deliveries[index];
    expect({ key, topic, receivedAt, triggeredAt }).toEqual({
      key: sent?.key,
      topic: sent?.topic,
      receivedAt: sent?.receivedAt,
      triggeredAt: sent?.triggeredAt,
    });
    expect(sent && Buffer.compare(body, sent.body)).toBe(0);
  }
});

test('of two deliveries with one key that arrive at once the first is kept', async () => {
  const [first, second] = [deliveryOf(0, 10), { ...deliveryOf(1, 10), key: 'delivery-0' }];
  const [stored] = await storedTogether([first, second]);
  expect(stored?.body).toEqual(Buffer.from(first.body));
});
