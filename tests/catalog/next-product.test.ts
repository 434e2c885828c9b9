import { expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { notePairs, type ProductPairs } from '#app/catalog/pairs.ts';
import { recommend, type SeedPair } from '#app/catalog/recommend.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { readInvoices } from '#tests/fixtures/orders/read-invoices.ts';
import { productsOf } from '#tests/fixtures/orders/products.ts';

/** Orders before it are learned from, orders after it are foretold. */
const LEARNED_SHARE = 0.8;
const SHOWN = 5;
/** As many of a person's products as a profile keeps. */
const KEPT = 12;

type Order = { number: string; at: number; customer: string | undefined; products: string[] };

const invoices = await readInvoices();
const goods = new Set(productsOf(invoices).map(({ sku }) => sku));
const orders = invoices
  .filter(({ cancellation }) => !cancellation)
  .map(({ number, at, customerId, lines }): Order => {
    const bought = lines.filter(({ sku, quantity }) => goods.has(sku) && quantity > 0);
    const products = [...new Set(bought.map(({ sku }) => sku))];
    return { number, at, customer: customerId, products };
  })
  .filter(({ products }) => products.length > 0);
const learned = orders.slice(0, Math.floor(orders.length * LEARNED_SHARE));
const later = orders.slice(learned.length);
const now = later[0]?.at ?? 0;

const pairs: ProductPairs = new Map();
const owned = new Map<string, string[]>();
for (const order of learned) {
  notePairs(pairs, eventOf(order), null, { purchases: new Map() }, now);
  if (order.customer === undefined) continue;
  const before = owned.get(order.customer) ?? [];
  owned.set(order.customer, [...new Set([...order.products, ...before])]);
}
const counts = new Map<string, Map<string, number>>();
for (const { productId, otherId, times } of pairs.values()) {
  const others = counts.get(productId) ?? new Map<string, number>();
  counts.set(productId, others.set(otherId, (others.get(otherId) ?? 0) + times));
}
const bestsellers = [...counts.keys()]
  .map((productId) => ({ productId, times: alone(productId) }))
  .sort((a, b) => b.times - a.times);

function eventOf({ number, at, products }: Order): DomainEvent {
  const lines = products.map((productId) => ({
    ...{ productId, variantId: null, title: '', variantTitle: null, quantity: 1, unitMinor: 1 },
  }));
  return {
    ...{ kind: 'order.changed', id: number, at, topic: 'test', traitsAt: at, traits: {} },
    identifiers: [{ kind: 'order', value: number }],
    order: orderSnapshot(at, { orderId: number, lines }),
  };
}

/** Orders with a product. */
function alone(id: string): number {
  return counts.get(id)?.get(id) ?? 0;
}

function pairsOf(seedId: string): SeedPair[] {
  return [...(counts.get(seedId) ?? [])]
    .filter(([productId]) => productId !== seedId)
    .map(([productId, times]) => ({
      ...{ kind: 'bought', seedId, productId, times },
      ...{ seedTimes: alone(seedId), productTimes: alone(productId) },
    }));
}

/** The share of cases in which one of the five is among what was then bought. */
function hitRate(
  cases: { seeds: string[]; excluded: string[]; truth: string[] }[],
  isInformed: boolean,
) {
  const hits = cases.filter(({ seeds, excluded, truth }) => {
    const given = recommend({
      seeds: seeds.map((productId) => ({ productId, weight: 1 })),
      pairs: isInformed ? seeds.flatMap(pairsOf) : [],
      bestsellers,
      newest: [],
      excluded: new Set(excluded),
      limit: SHOWN,
    });
    return given.some(({ productId }) => truth.includes(productId));
  });
  return hits.length / cases.length;
}

test('what went together foretells the next order better than the bestsellers do', () => {
  const cases = later.flatMap(({ customer, products }) => {
    const before = owned.get(customer ?? '');
    const truth = products.filter((product) => before?.includes(product) !== true);
    return before && truth.length > 0
      ? [{ seeds: before.slice(0, KEPT), excluded: before, truth }]
      : [];
  });
  expect(cases.length).toBeGreaterThan(500);
  expect(hitRate(cases, true)).toBeGreaterThan(hitRate(cases, false) * 1.3);
});

test('one product in the basket foretells the others better than the bestsellers do', () => {
  const cases = later.flatMap(({ products: [seed, ...truth] }) =>
    seed !== undefined && truth.length > 0 ? [{ seeds: [seed], excluded: [], truth }] : [],
  );
  expect(cases.length).toBeGreaterThan(1_000);
  expect(hitRate(cases, true)).toBeGreaterThan(hitRate(cases, false) * 1.25);
});
