import { beforeEach, expect, test } from 'vitest';
import { MINUTE } from '#app/lib/duration.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { byteSearch } from './canary.ts';
import { ADA, profileOfEmail, redactedShop, sendCustomerHistory } from './canary-customers.ts';

const db = await testDatabase();

// Every test searches the whole database.
beforeEach(async () => {
  await db.owner.query(`truncate ${[...SHOP_KEY_TABLES, 'shop'].join(', ')} cascade`);
});

async function suppressionOf(shopId: string, address: string): Promise<string | null> {
  const { rows } = await db.owner.query<{ reason: string }>(
    'select reason from suppression where shop_id = $1 and address = $2',
    [shopId, address],
  );
  return rows[0]?.reason ?? null;
}

test('old webhooks received again and a late change of an old order do not bring the person back', async () => {
  const shop = await redactedShop(db, 'unsubscribed');
  await db.owner.query('delete from delivery_seen where shop_id = $1', [shop.id]);
  await sendCustomerHistory(db.pool, shop.id, ADA, 'Ada');
  const later = new Date(SEEN_AT + 60 * MINUTE).toISOString();
  const refunded = orderPayload({
    id: Number(ADA.orderId),
    admin_graphql_api_id: `gid://shopify/Order/${ADA.orderId}`,
    email: ADA.email,
    contact_email: ADA.email,
    updated_at: later,
    customer: null,
  });
  await receive(db.pool, shop.id, 'orders/updated', refunded, 'late');
  await drainAt(db.pool, shop.id, SEEN_AT + 120 * MINUTE);
  expect(await byteSearch(db.owner, [ADA.email, ADA.customerId, ADA.orderId, ADA.phone])).toEqual(
    [],
  );
});

test('what an address refused before it was erased is refused again when it comes back by its own act', async () => {
  const shop = await redactedShop(db, 'complaint');
  expect(await suppressionOf(shop.id, ADA.email)).toBeNull();
  const later = new Date(SEEN_AT + 60 * MINUTE).toISOString();
  const fresh = orderPayload({
    id: 450789777009,
    admin_graphql_api_id: 'gid://shopify/Order/450789777009',
    email: ADA.email,
    contact_email: ADA.email,
    created_at: later,
    updated_at: later,
    processed_at: later,
    cart_token: 'another-cart',
    checkout_token: 'another-checkout',
    customer: null,
  });
  await receive(db.pool, shop.id, 'orders/create', fresh, 'fresh');
  await drainAt(db.pool, shop.id, SEEN_AT + 120 * MINUTE);
  expect(await profileOfEmail(db.owner, shop.id, ADA.email)).toBeTypeOf('string');
  expect(await suppressionOf(shop.id, ADA.email)).toBe('complaint');
});
