import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { mayOffer, type OfferPerson, type OfferShop } from './may-offer.ts';
import { blankOffer, OfferContent, SERVICE_KINDS } from './offer-content.ts';

const NOW = Date.UTC(2026, 10, 30, 12);

const shopper: OfferPerson = {
  isTrade: false,
  meetsConditions: true,
  lastOfferedAt: null,
  lastOrderedAt: null,
  hasUsed: false,
};
const quietShop: OfferShop = {
  codesThisMonth: 0,
  costThisMonthMinor: 0,
  recentOrders: { orders: 100, discounted: 0 },
  marginPercent: null,
};

function eligibility(
  change: Partial<OfferContent>,
  person: Partial<OfferPerson> = {},
  shop: Partial<OfferShop> = {},
): string {
  const found = mayOffer(
    { ...blankOffer(), ...change },
    { ...shopper, ...person },
    { ...quietShop, ...shop },
    NOW,
  );
  return found.outcome === 'allowed' ? 'allowed' : found.reason;
}

test('a shopper who meets the conditions of an offer within its limits may get it', () => {
  expect(eligibility({})).toBe('allowed');
});

test('who does not meet the conditions gets nothing', () => {
  expect(eligibility({}, { meetsConditions: false })).toBe('not_in_audience');
});

test('an offer for trade buyers is for them alone', () => {
  expect(eligibility({ audience: 'trade' })).toBe('not_in_audience');
  expect(eligibility({ audience: 'trade' }, { isTrade: true })).toBe('allowed');
});

describe('after an offer or an order a person waits so many days, to the millisecond', () => {
  test.each([
    ['coolDownDays', 'lastOfferedAt', 'cool_down'],
    ['daysAfterOrder', 'lastOrderedAt', 'recent_order'],
  ] as const)('%s', (days, at, reason) => {
    expect(eligibility({ [days]: 10 }, { [at]: NOW - 10 * DAY + 1 })).toBe(reason);
    expect(eligibility({ [days]: 10 }, { [at]: NOW - 10 * DAY })).toBe('allowed');
  });
});

test('the last code of a budget is given and none after it', () => {
  expect(eligibility({ codesPerMonth: 3 }, {}, { codesThisMonth: 2 })).toBe('allowed');
  expect(eligibility({ codesPerMonth: 3 }, {}, { codesThisMonth: 3 })).toBe('budget_spent');
  expect(eligibility({ costPerMonthMinor: 500 }, {}, { costThisMonthMinor: 499 })).toBe('allowed');
  expect(eligibility({ costPerMonthMinor: 500 }, {}, { costThisMonthMinor: 500 })).toBe(
    'budget_spent',
  );
});

test('a share of orders limits discounts, and of a few orders it says nothing', () => {
  const offer = { mostDiscountedPercent: 30 };
  expect(eligibility(offer, {}, { recentOrders: { orders: 100, discounted: 30 } })).toBe(
    'share_of_orders',
  );
  expect(eligibility(offer, {}, { recentOrders: { orders: 100, discounted: 29 } })).toBe('allowed');
  expect(eligibility(offer, {}, { recentOrders: { orders: 19, discounted: 19 } })).toBe('allowed');
  const sample = { kind: 'sample', text: 'A sample', path: '/pages/sample' } as const;
  const full = { recentOrders: { orders: 100, discounted: 100 } };
  expect(eligibility({ ...offer, benefit: sample }, {}, full)).toBe('allowed');
});

test('a margin floor counts what a percentage leaves', () => {
  const offer = { marginFloorPercent: 30, benefit: { kind: 'percentage' as const, percent: 20 } };
  // Of 100 with a margin of 44 are 24 of 80 left, which are 30 percent.
  expect(eligibility(offer, {}, { marginPercent: 44 })).toBe('allowed');
  expect(eligibility(offer, {}, { marginPercent: 43 })).toBe('margin');
});

test('a margin floor counts an amount off the smallest order that it can be used with', () => {
  const offer = { marginFloorPercent: 30, benefit: { kind: 'amount' as const, minor: 1_000 } };
  const shop = { marginPercent: 44 };
  expect(eligibility({ ...offer, minimumSubtotalMinor: 5_000 }, {}, shop)).toBe('allowed');
  expect(eligibility({ ...offer, minimumSubtotalMinor: 4_999 }, {}, shop)).toBe('margin');
  expect(eligibility({ ...offer, minimumSubtotalMinor: null }, {}, shop)).toBe('margin_unknown');
});

test('where costs are not known nothing is offered below a margin floor, and without a floor they do not matter', () => {
  expect(eligibility({ marginFloorPercent: 1 }, {}, { marginPercent: null })).toBe(
    'margin_unknown',
  );
  expect(eligibility({ marginFloorPercent: null }, {}, { marginPercent: null })).toBe('allowed');
});

test('a floor of product margin does not concern shipping, and holds nothing back until costs were read', () => {
  const unknown = { marginPercent: null };
  const shipping = { marginFloorPercent: 30, benefit: { kind: 'free_shipping' as const } };
  expect(eligibility(shipping, {}, unknown)).toBe('allowed');
  expect(eligibility({ marginFloorPercent: 30 }, {}, { ...unknown, isMarginDue: true })).toBe(
    'allowed',
  );
});

test('who used a code of an offer gets no other of the same version, where each customer may use one', () => {
  expect(eligibility({ oncePerCustomer: true }, { hasUsed: true })).toBe('already_used');
  expect(eligibility({ oncePerCustomer: false }, { hasUsed: true })).toBe('allowed');
});

const minor = fc.integer({ min: 0, max: 1_000_000 });
const percent = fc.double({ min: 0, max: 200, noNaN: true });
function orNone<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(value, { nil: null });
}
const anyOffer: fc.Arbitrary<OfferContent> = fc.record({
  name: fc.constant('Offer'),
  benefit: fc.oneof(
    fc.record({ kind: fc.constant('percentage' as const), percent }),
    fc.record({ kind: fc.constant('amount' as const), minor }),
    fc.constant({ kind: 'free_shipping' as const }),
    fc.record({
      kind: fc.constant('gift_product' as const),
      productId: fc.constant('7'),
      title: fc.constant('Cap'),
      minor,
    }),
    fc.record({
      kind: fc.constantFrom(...SERVICE_KINDS),
      text: fc.constant('Text'),
      path: fc.constant('/pages/x'),
    }),
  ),
  who: fc.constant({ all: [] }),
  audience: fc.constantFrom('retail' as const, 'trade' as const),
  coolDownDays: fc.integer({ min: 0, max: 400 }),
  daysAfterOrder: fc.integer({ min: 0, max: 400 }),
  codesPerMonth: orNone(minor),
  costPerMonthMinor: orNone(minor),
  marginFloorPercent: orNone(percent),
  mostDiscountedPercent: orNone(percent),
  expiresAfterHours: fc.integer({ min: 0, max: 10_000 }),
  minimumSubtotalMinor: orNone(minor),
  combines: fc.boolean(),
  oncePerCustomer: fc.boolean(),
});
const anyMoment = orNone(fc.integer({ min: 0, max: NOW }));
const anyPerson: fc.Arbitrary<OfferPerson> = fc.record({
  isTrade: fc.boolean(),
  meetsConditions: fc.boolean(),
  lastOfferedAt: anyMoment,
  lastOrderedAt: anyMoment,
  hasUsed: fc.boolean(),
});
const anyShop: fc.Arbitrary<OfferShop> = fc.record({
  codesThisMonth: minor,
  costThisMonthMinor: minor,
  recentOrders: fc.record({ orders: minor, discounted: minor }),
  marginPercent: orNone(percent),
});

test('a trade buyer gets no retail offer, whatever the offer, the person and the shop are', () => {
  fc.assert(
    fc.property(anyOffer, anyPerson, anyShop, (offer, person, shop) => {
      expect(OfferContent.safeParse(offer).success).toBe(true);
      const { outcome } = mayOffer(offer, { ...person, isTrade: true }, shop, NOW);
      if (offer.audience === 'retail') expect(outcome).toBe('refused');
    }),
  );
});

test('a decision names what it read, and the same facts give the same decision', () => {
  fc.assert(
    fc.property(anyOffer, anyPerson, anyShop, (offer, person, shop) => {
      const first = mayOffer(offer, person, shop, NOW);
      const again = mayOffer(offer, structuredClone(person), structuredClone(shop), NOW);
      expect(again).toEqual(first);
      expect(first.facts).toMatchObject({
        trade_buyer: person.isTrade,
        codes_this_month: shop.codesThisMonth,
        last_offer_at: person.lastOfferedAt,
      });
    }),
  );
});
