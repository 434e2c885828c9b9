import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toShopifyQuery } from '#app/destinations/shopify-query.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { evaluate } from '#app/segments/evaluate.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { createCustomer, setConsent } from '#tests/store/customers.ts';
import { placeOrder } from '#tests/store/orders.ts';
import { readSegmentQuery } from '#tests/store/segment-query.ts';
import { openShop } from '#tests/store/shop-state.ts';
import type { Customer } from '#tests/store/shop-records.ts';

const GBP = { currency: 'GBP' };

test.each<[string, Predicate]>([
  ['number_of_orders >= 3', { field: 'customer_orders', is: 'at_least', value: 3 }],
  ['number_of_orders < 3', { not: { field: 'customer_orders', is: 'at_least', value: 3 } }],
  [
    'amount_spent > 12.50 AND amount_spent <= 100.00',
    {
      all: [
        { field: 'customer_spent', is: 'more_than', value: 1_250 },
        { field: 'customer_spent', is: 'at_most', value: 10_000, currency: 'GBP' },
      ],
    },
  ],
  ['last_order_date >= -60d', { field: 'last_order', is: 'within', days: 60 }],
  [
    'last_order_date < -60d OR last_order_date IS NULL',
    { not: { field: 'last_order', is: 'within', days: 60 } },
  ],
  [
    'last_order_date >= 2026-01-31 AND last_order_date <= 2026-02-28',
    { field: 'last_order', is: 'from_to', from: '2026-01-31', to: '2026-02-28' },
  ],
  [
    "(customer_countries CONTAINS 'GB' OR customer_countries CONTAINS 'IE') AND email_subscription_status = 'SUBSCRIBED'",
    {
      all: [
        { field: 'country', is: 'one_of', values: ['gb', 'IE'] },
        { field: 'email_consent', is: 'one_of', values: ['subscribed'] },
      ],
    },
  ],
  [
    "customer_tags NOT CONTAINS 'VIP' OR customer_tags IS NULL",
    { field: 'tags', is: 'has_none', values: ['VIP'] },
  ],
  [
    "customer_email_domain = 'fern.example'",
    { any: [{ field: 'email_domain', is: 'one_of', values: ['Fern.example'] }, { any: [] }] },
  ],
])('%s', (query, predicate) => {
  expect(toShopifyQuery(predicate, GBP)).toMatchObject({ outcome: 'translated', query });
});

test.each<[string, Predicate]>([
  ['intent at least 50', { field: 'intent', is: 'at_least', value: 50 }],
  ['amount spent', { field: 'spent', is: 'at_least', value: 50, currency: 'EUR' }],
  ['last order', { field: 'last_order', is: 'within', days: 1.5 }],
  [
    'tags',
    {
      field: 'tags',
      is: 'has_any',
      values: ["x' OR number_of_orders >= 0 OR customer_tags CONTAINS 'x"],
    },
  ],
  ['all customers', { all: [] }],
  ['no customers', { not: { all: [] } }],
  ['in the segment', { any: [{ segment: 'shopify:1', is: 'in' }, { all: [] }] }],
])('Shopify has no equivalent of: %s', (words, predicate) => {
  const translation = toShopifyQuery(predicate, GBP);
  expect(translation.outcome).toBe('no_equivalent');
  expect(translation.outcome === 'no_equivalent' && translation.conditions.join()).toContain(words);
});

test('what Shopify counts otherwise is listed', () => {
  const predicate: Predicate = {
    all: [
      { field: 'orders', is: 'at_least', value: 1 },
      { field: 'last_order', is: 'before', days: 90 },
      { field: 'country', is: 'one_of', values: ['GB'] },
    ],
  };
  expect(toShopifyQuery(predicate, GBP)).toMatchObject({
    differences: ['cancelled_orders', 'whole_days', 'every_address'],
  });
});

/** Noon, so that whole days and days of 24 hours are the same for orders at noon. */
const NOON = Date.parse('2026-06-01T12:00:00Z');
const TAGS = ['vip', 'trade', 'press'];
const STATES = ['subscribed', 'unsubscribed', 'pending', 'not_subscribed'] as const;

/** A second less, so that an order of 30 days ago is in the last 30 days by both ways of counting. */
function daysAgo(days: number): number {
  return NOON - days * DAY + SECOND;
}

const shop = openShop({
  identity: {
    id: '1',
    domain: 'shop.example',
    name: 'Fern',
    email: 'hello@fern.example',
    currency: 'GBP',
    timezone: 'UTC',
    countryCode: 'GB',
    locationId: '2',
  },
  clock: { now: () => NOON },
  emit: () => undefined,
  storefrontUrl: () => 'https://shop.example',
  products: [],
  seed: 'test',
});

const people = fc.record({
  orderedDaysAgo: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
  tags: fc.subarray(TAGS),
  state: fc.constantFrom(...STATES),
  domain: fc.constantFrom('fern.example', 'moss.example'),
});
type Person = {
  orderedDaysAgo: number[];
  tags: string[];
  state: (typeof STATES)[number];
  domain: string;
};

const predicates: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({
    field: fc.constantFrom('orders' as const, 'customer_orders' as const),
    is: fc.constantFrom('at_least', 'at_most', 'equal', 'not_equal', 'more_than', 'fewer_than'),
    value: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    field: fc.constant('orders' as const),
    is: fc.constant('between' as const),
    least: fc.integer({ min: 0, max: 1 }),
    most: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ field: fc.constant('last_order' as const), is: fc.constantFrom('known', 'unknown') }),
  fc.record({
    field: fc.constant('last_order' as const),
    is: fc.constantFrom('within', 'before'),
    days: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    field: fc.constant('last_order' as const),
    is: fc.constant('days_ago' as const),
    least: fc.integer({ min: 1, max: 20 }),
    most: fc.integer({ min: 21, max: 40 }),
  }),
  fc.record({
    field: fc.constant('email_consent' as const),
    is: fc.constantFrom('one_of', 'not_one_of'),
    values: fc.subarray([...STATES], { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('email_domain' as const),
    is: fc.constantFrom('one_of', 'not_one_of'),
    values: fc.subarray(['fern.example', 'other.example'], { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('tags' as const),
    is: fc.constantFrom('has_any', 'has_all', 'has_none'),
    values: fc.subarray(TAGS, { minLength: 1 }),
  }),
);
const { tree } = fc.letrec<{ tree: Predicate }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    predicates,
    fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));

test('what is sent to Shopify holds there for the same customers as here', () => {
  fc.assert(
    fc.property(tree, fc.array(people, { minLength: 1, maxLength: 4 }), (predicate, some) => {
      const translation = toShopifyQuery(predicate, GBP);
      if (translation.outcome === 'no_equivalent') {
        expect(['all customers', 'no customers']).toContain(translation.conditions.join());
        return;
      }
      const isIn = readSegmentQuery(shop, translation.query);
      for (const person of some) {
        const facts = segmentFacts(retailModel, profileOf(person));
        expect(isIn(customerOf(person))).toBe(evaluate(predicate, facts, NOON));
      }
    }),
    { numRuns: 500 },
  );
});

function profileOf({ orderedDaysAgo, tags, state, domain }: Person): ProfileState {
  const profile = newProfile(NOON - 50 * DAY);
  const at = NOON - DAY;
  const times = orderedDaysAgo.map((days) => daysAgo(days));
  return {
    ...profile,
    email: { value: `ann@${domain}`, at },
    tags: tags.map((tag) => [tag, at, 1]),
    consent: { ...profile.consent, email: { value: state, at } },
    summary: { orders: times.length, spentMinor: 0, currency: 'GBP', at },
    orders: {
      ...profile.orders,
      placed: times.length,
      lastAt: times.length === 0 ? null : Math.max(...times),
    },
  };
}

let made = 0;

function customerOf({ orderedDaysAgo, tags, state, domain }: Person): Customer {
  made += 1;
  const email = `ann-${String(made)}@${domain}`;
  const customer = createCustomer(shop, { email, tags });
  setConsent(shop, customer.id, 'email', state);
  for (const days of orderedDaysAgo)
    placeOrder(shop, { customerId: customer.id, lines: [], at: daysAgo(days) });
  return customer;
}
