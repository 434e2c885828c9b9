import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { openProxyVisits, SHOPPED_AT, SHOPPED_CART } from '#tests/setup/proxy-visits.ts';

const db = await testDatabase();
const { ask, placeBanner } = openProxyVisits(db);

/** A buyer of product 1 with a pending banner; others bought 2 to 5 with it, and 5 is sold out. */
async function buyerWithBanner(): Promise<{
  shop: TestShop;
  bannerId: string;
  customerId: string;
}> {
  const shop = await installedShop(db.pool);
  const customerId = '7001';
  const order = (id: number, products: number[], over: Payload): Payload =>
    orderPayload({
      id,
      admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
      cart_token: null,
      checkout_token: null,
      line_items: products.map((one) => orderLine({ product_id: one, variant_id: null })),
      ...over,
    });
  for (const id of [1, 2, 3, 4, 5]) {
    const product = productPayload({
      id,
      admin_graphql_api_id: `gid://shopify/Product/${String(id)}`,
      title: `Product ${String(id)}`,
      handle: `product-${String(id)}`,
      variants: [{ id: 100 + id, price: '5.00', inventory_quantity: id === 5 ? 0 : 7 }],
    });
    await receive(db.pool, shop.id, 'products/create', product, `p${String(id)}`);
  }
  const others = [
    [1, 2, 5],
    [1, 2, 5],
    [1, 2, 3],
    [1, 3, 4],
  ];
  for (const [index, products] of others.entries()) {
    const email = `other${String(index)}@example.com`;
    const payload = order(900 + index, products, { email, customer: null });
    await receive(db.pool, shop.id, 'orders/create', payload, `o${String(index)}`);
  }
  const customer = { id: Number(customerId), email: 'ada@example.com' };
  await receive(db.pool, shop.id, 'orders/create', order(99, [1], { customer }), 'own');
  await drainAt(db.pool, shop.id, SHOPPED_AT);
  const content = {
    template: 'goes-with-banner',
    context: { subject: 'order', orderId: '99' },
    heading: 'Goes with what you have',
    text: 'Others bought these together with what you own.',
    actionLabel: 'See the shop',
  };
  const bannerId = await placeBanner(shop, { kind: 'customer', value: customerId }, content);
  return { shop, bannerId, customerId };
}

describe('the banner beside an order', () => {
  test('shows in the one request what others bought with it and what can be bought now', async () => {
    const { shop, bannerId, customerId } = await buyerWithBanner();
    const asked = { shop: shop.domain, path: `banner?visitor=${randomUUID()}`, customerId };
    const item = (id: string) => ({
      title: `Product ${id}`,
      imageUrl: 'https://cdn.shopify.com/trail-shoe.jpg',
      url: `https://${shop.domain}/products/product-${id}`,
      quantity: 1,
    });
    expect((await ask(asked)).body).toMatchObject({
      banner: {
        id: bannerId,
        action: { label: 'See the shop', url: `https://${shop.domain}` },
        items: [item('2'), item('3'), item('4')],
      },
    });
    // What the page shows already needs no banner.
    const at2 = await ask({ ...asked, path: `${asked.path}&product=2` });
    expect(at2.body).toMatchObject({ banner: { items: [item('3'), item('4')] } });
    const stranger = { shop: shop.domain, path: `banner?visitor=${randomUUID()}` };
    expect((await ask(stranger)).body).toEqual({ banner: null });
  });

  test('is not shown to a shopper who has a cart, nor where too little can be bought', async () => {
    const { shop, customerId } = await buyerWithBanner();
    const asked = { shop: shop.domain, path: `banner?visitor=${randomUUID()}`, customerId };
    await db.owner.query(
      `insert into cart (shop_id, kind, token, profile_id, updated_at, quantity)
       select $1, 'cart', $2, profile_id, $3, 1 from banner where shop_id = $1`,
      [shop.id, SHOPPED_CART, new Date(SHOPPED_AT)],
    );
    expect((await ask(asked)).body).toEqual({ banner: null });
    await db.owner.query('update cart set quantity = 0 where shop_id = $1', [shop.id]);
    expect((await ask(asked)).body).not.toEqual({ banner: null });
    await db.owner.query(
      `update variant set inventory = 0 where shop_id = $1 and product_id in ('2', '3')`,
      [shop.id],
    );
    expect((await ask(asked)).body).toEqual({ banner: null });
  });
});
