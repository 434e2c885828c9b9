import { beforeAll, expect, test } from 'vitest';
import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices, type Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import { openShop } from './shop-state.ts';
import { orderTotal } from './shop-records.ts';

let invoices: Invoice[];

beforeAll(async () => {
  invoices = await readInvoices();
});

function open() {
  const topics: string[] = [];
  const shop = openShop({
    identity: {
      id: '1',
      domain: 'a.myshopify.com',
      name: 'A',
      email: 'a@a.example',
      currency: 'GBP',
      timezone: 'Europe/London',
      countryCode: 'GB',
      locationId: '2',
    },
    clock: { now: () => Date.UTC(2011, 4, 1) },
    products: productsOf(invoices, { top: 50 }),
    seed: 'replay',
    storefrontUrl: () => 'http://localhost/storefront',
    emit: (topic) => topics.push(topic),
  });
  return { shop, topics };
}

test('the record holds what its attribution says', () => {
  expect(invoices).toHaveLength(8_621);
  expect(invoices.flatMap(({ lines }) => lines)).toHaveLength(171_999);
  expect(new Set(invoices.flatMap(({ customerId }) => customerId ?? [])).size).toBe(2_488);
  expect(new Date(invoices[0]?.at ?? 0).toISOString()).toBe('2010-12-01T08:26:00.000Z');
  const inSummerTime = invoices.find(({ at }) => at > Date.UTC(2011, 3, 1));
  expect(new Date(inSummerTime?.at ?? 0).getUTCHours()).toBeLessThan(8);
});

test('an invoice becomes an order of its own time by the same person each time', () => {
  const { shop, topics } = open();
  const replayed = invoices.slice(0, 2).map((invoice) => shop.replayInvoice(invoice));
  const orders = [...shop.orders.values()];
  expect(replayed.map(({ kind }) => kind)).toEqual(['order', 'order']);
  expect(orders.map(({ createdAt }) => createdAt)).toEqual(
    invoices.slice(0, 2).map(({ at }) => at),
  );
  expect(orders.map(orderTotal)).toEqual([13_912, 2_220]);
  expect(shop.customers.size).toBe(1);
  expect(topics).toEqual([
    'customers/create',
    'orders/create',
    'orders/paid',
    'customers/purchasing_summary',
    'orders/create',
    'orders/paid',
    'customers/purchasing_summary',
  ]);
});

test('a cancellation gives back goods of an earlier order', () => {
  const { shop } = open();
  const outcomes = invoices.slice(0, 1_500).map((invoice) => shop.replayInvoice(invoice).kind);
  const refunded = [...shop.orders.values()].filter(({ refunds }) => refunds.length > 0);
  expect(refunded.length).toBeGreaterThan(10);
  expect(
    refunded.every((order) =>
      order.refunds.every(({ amountMinor }) => amountMinor <= orderTotal(order)),
    ),
  ).toBe(true);
  expect(outcomes.filter((kind) => kind === 'order').length).toBe(shop.orders.size);
});

test('the catalogue has stable ids, titles and prices', () => {
  const [first] = productsOf(invoices, { top: 1 });
  expect(productsOf(invoices, { top: 1 })).toEqual([first]);
  expect(first?.priceMinor).toBeGreaterThan(0);
  expect(first?.handle).toMatch(/^[a-z0-9-]+$/);
});
