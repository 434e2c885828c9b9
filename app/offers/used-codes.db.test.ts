import { expect, test } from 'vitest';
import { openOfferEnvironment } from '#tests/offers/offer-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const shop = await openOfferEnvironment(db);

async function newestCode(): Promise<string> {
  return (await shop.codes()).at(-1)?.code ?? '';
}

async function codeOf(code: string) {
  return (await shop.codes()).find((one) => one.code === code);
}

test('an order with the code of its buyer uses it, and what it took off counts', async () => {
  const checkout = await shop.reachCheckout('ada');
  await shop.issueAll();
  const code = await newestCode();
  // A buyer may type it in small letters.
  const order = await shop.order(checkout, [code.toLowerCase()]);
  expect(order.discountMinor).toBeGreaterThan(0);
  expect(await codeOf(code)).toMatchObject({
    state: 'used',
    used_by_other: false,
    cost_minor: order.discountMinor,
  });
  expect(await shop.month()).toEqual([
    { issued: 1, used: 1, used_by_others: 0, cost_minor: order.discountMinor, cost_unknown: 0 },
  ]);
  await shop.removeAll();
  expect(shop.store.shop.discountCodes.has(code)).toBe(true);
});

test('the same order sent again counts once', async () => {
  const before = await shop.month();
  const [order] = shop.store.shop.orders.values();
  if (!order) throw new Error('There is no order.');
  await shop.sendAgain(order);
  expect(await shop.month()).toEqual(before);
});

test('a code that another person used is noted, and deleted in Shopify', async () => {
  await shop.reachCheckout('bea');
  await shop.issueAll();
  const code = await newestCode();
  const other = await shop.reachCheckout('cyd');
  await shop.issueAll();
  await shop.order(other, [code]);
  expect(await codeOf(code)).toMatchObject({ state: 'used', used_by_other: true });
  expect(await shop.month()).toMatchObject([{ used: 2, used_by_others: 1 }]);
  await shop.removeAll();
  expect(shop.store.shop.discountCodes.has(code)).toBe(false);
});

test('who orders without the code cannot use it any more', async () => {
  const checkout = await shop.reachCheckout('dan');
  await shop.issueAll();
  const code = await newestCode();
  await shop.order(checkout);
  expect(await codeOf(code)).toMatchObject({ state: 'revoked', reason: 'ordered_without' });
  await shop.removeAll();
  expect(shop.store.shop.discountCodes.has(code)).toBe(false);
});

test('a code taken back before Shopify knew it is never added', async () => {
  const checkout = await shop.reachCheckout('eve');
  const code = await newestCode();
  await shop.order(checkout);
  await shop.issueAll();
  expect(await codeOf(code)).toMatchObject({ state: 'revoked', shopify_id: null });
  expect(shop.store.shop.discountCodes.has(code)).toBe(false);
});

test('a store takes a code once', () => {
  const used = [...shop.store.shop.discountCodes.values()].find(({ uses }) => uses > 0);
  const [product] = shop.store.shop.products.values();
  const lines = [{ variantId: product?.variantId ?? '', quantity: 1 }];
  expect(() => shop.store.shop.placeOrder({ lines, discountCodes: [used?.code ?? ''] })).toThrow(
    'was used',
  );
});

test('of an order that does not say what the code took off the cost is unknown, and not nothing', async () => {
  const checkout = await shop.reachCheckout('fay');
  await shop.issueAll();
  const code = await newestCode();
  const [before] = await shop.month();
  await shop.order(checkout, [code], (payload) => ({
    ...payload,
    discount_codes: [{ code, amount: null }],
  }));
  expect(await codeOf(code)).toMatchObject({ state: 'used', cost_minor: null });
  expect(await shop.month()).toMatchObject([
    { cost_minor: before?.cost_minor, cost_unknown: (before?.cost_unknown ?? 0) + 1 },
  ]);
});
