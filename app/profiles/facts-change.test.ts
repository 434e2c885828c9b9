import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CartSnapshot, Line, Money, OrderSnapshot } from '#app/events/event.ts';
import { inEveryOrder } from '#tests/arbitraries/every-order.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { woolHat } from '#tests/fixtures/wool-hat.ts';
import { cartAfter, ordersAfter, purchaseAfter, refundAfter } from './facts-change.ts';
import type { CartFact, PurchaseFact } from './facts.ts';
import { newProfile } from './profile.ts';

const AT = Date.UTC(2026, 10, 20, 10);

const line: Line = { ...woolHat, unitMinor: 2_000 };

const placed = orderSnapshot(AT, {
  orderId: '9001',
  presentment: GBP(4_000),
  lines: [line],
  contact: 'kim@fern.example',
  source: 'web',
});

function GBP(minor: number): Money {
  return { minor, currency: 'GBP' };
}

function factOf(snapshots: readonly OrderSnapshot[]): PurchaseFact | undefined {
  return snapshots.reduce<PurchaseFact | undefined>(
    (known, snapshot) => purchaseAfter(known, snapshot, 'kim'),
    undefined,
  );
}

describe('an order of which several states arrive within one second', () => {
  const cancelled = { ...placed, cancelledAt: AT };
  const returned = {
    ...placed,
    currentTotal: GBP(2_000),
    lines: [{ ...line, current: 1 }],
  };
  const { contact: _contact, source: _source, ...before } = placed;
  const added = { ...placed, total: GBP(6_000), lines: [line, { ...line, quantity: 1 }] };

  test.each<[string, OrderSnapshot[], Partial<OrderSnapshot>]>([
    ['placed and cancelled is cancelled', [placed, cancelled], { cancelledAt: AT }],
    ['cancelled and returned is both', [cancelled, returned], { ...returned, cancelledAt: AT }],
    ['placed and partly returned is returned', [placed, returned], returned],
    ['placed and added to is as it was added to', [placed, added], added],
    ['saved by an earlier version and read again says more', [before, placed], placed],
    [
      'cancelled and changed later stays cancelled since then',
      [cancelled, { ...placed, updatedAt: AT + 1_000 }, { ...cancelled, cancelledAt: AT + 5 }],
      { updatedAt: AT + 1_000, cancelledAt: AT },
    ],
  ])('%s, whatever arrives first', (_name, snapshots, expected) => {
    for (const sequence of inEveryOrder(snapshots))
      expect(factOf(sequence)?.order).toMatchObject(expected);
  });
});

describe('whether a return of an order is open', () => {
  const open = { ...placed, returns: { isOpen: true, at: AT } };
  const later = { ...placed, updatedAt: AT + 5_000 };
  const closed = { ...placed, updatedAt: AT + 9_000, returns: { isOpen: false, at: AT + 9_000 } };

  test.each<[string, OrderSnapshot[], boolean]>([
    ['stays so when a later state says nothing of it', [open, later], true],
    ['is not so once a later state says that it is over', [open, later, closed], false],
  ])('%s, in any order of arrival', (_name, snapshots, isOpen) => {
    const [one, ...others] = inEveryOrder(snapshots).map(factOf);
    expect(one?.order?.returns?.isOpen).toBe(isOpen);
    for (const other of others) expect(other).toEqual(one);
  });

  test('is the same fact when it is said again', () => {
    const known = factOf([closed]);
    expect(purchaseAfter(known, closed, 'kim').order).toBe(known?.order);
  });
});

test('a checkout that was completed in the second of its last change is completed', () => {
  const open: CartSnapshot = {
    kind: 'checkout',
    token: 'chk-a',
    cartToken: null,
    createdAt: AT,
    updatedAt: AT,
    lines: [line],
    quantity: 2,
    total: GBP(4_000),
    presentment: null,
    recoveryUrl: null,
    completed: false,
  };
  for (const sequence of inEveryOrder([open, { ...open, completed: true }])) {
    const fact = sequence.reduce<CartFact | undefined>(
      (known, snapshot) => cartAfter(known, snapshot, 'kim', true),
      undefined,
    );
    expect(fact?.snapshot?.completed).toBe(true);
  }
});

describe('what an order earned', () => {
  const nothing = newProfile(AT).orders;

  test.each<[string, { current: number | null; refunded: number }, number]>([
    ['nothing changed', { current: null, refunded: 0 }, 4_000],
    ['paid back out of kindness, the total as it was', { current: null, refunded: 500 }, 3_500],
    ['paid back, the total already less', { current: 3_500, refunded: 500 }, 3_500],
    ['returned and paid back', { current: 2_000, refunded: 2_000 }, 2_000],
    ['returned, the refund not received yet', { current: 2_000, refunded: 0 }, 2_000],
    ['returned, a second refund received first', { current: 3_000, refunded: 2_000 }, 2_000],
    ['all paid back', { current: 0, refunded: 4_000 }, 0],
    ['a line taken off before it was paid', { current: 2_500, refunded: 0 }, 2_500],
    ['a line added', { current: 6_000, refunded: 0 }, 6_000],
    ['a line added and another paid back', { current: 4_500, refunded: 1_500 }, 4_500],
    ['exchanged for something dearer', { current: 5_000, refunded: 0 }, 5_000],
  ])('%s', (_name, { current, refunded }, earned) => {
    const order = current === null ? placed : { ...placed, currentTotal: GBP(current) };
    const fact = { orderId: '9001', profileId: 'kim', order, refundedMinor: refunded, parcels: [] };
    const { grossMinor, refundedMinor } = ordersAfter(nothing, undefined, fact);
    expect((grossMinor.GBP ?? 0) - (refundedMinor.GBP ?? 0)).toBe(earned);
    expect(refundedMinor.GBP ?? 0).toBe(refunded);
  });

  test.each<[string, Money, number]>([
    ['in the currency of the shopper', { minor: 585, currency: 'EUR' }, 500],
    ['all of it', { minor: 4_680, currency: 'EUR' }, 4_000],
    ['in the currency of the order, which the shop has left', GBP(500), 500],
  ])(
    'a refund without a rate counts at the rate of its order, before it or after it: %s',
    (_n, refund, minor) => {
      const abroad = { ...placed, presentment: { minor: 4_680, currency: 'EUR' } };
      const event = {
        kind: 'order.refunded' as const,
        orderId: '9001',
        refund,
        isUnconverted: true as const,
      };
      const after = refundAfter(purchaseAfter(undefined, abroad, 'kim'), event, 'kim');
      const before = purchaseAfter(refundAfter(undefined, event, 'kim'), abroad, 'kim');
      expect(before).toEqual(after);
      expect(ordersAfter(nothing, undefined, after).refundedMinor).toEqual({ GBP: minor });
    },
  );

  test('pieces that went back are no pieces of it', () => {
    const order = {
      ...placed,
      lines: [
        { ...line, current: 1 },
        { ...line, current: 0 },
      ],
    };
    const fact = { orderId: '9001', profileId: 'kim', order, refundedMinor: 0, parcels: [] };
    expect(ordersAfter(nothing, undefined, fact)).toMatchObject({ units: 1, lines: 1 });
  });
});

test('states of one order in any sequence, each any number of times, end in the same fact and the same sums', () => {
  const snapshot: fc.Arbitrary<OrderSnapshot> = fc
    .record({
      second: fc.nat(1),
      cancelled: fc.option(fc.nat(2)),
      current: fc.option(fc.constantFrom(2_000, 6_000)),
      source: fc.constantFrom('web', 'pos'),
      pieces: fc.constantFrom(1, 2),
      isOpen: fc.option(fc.boolean()),
    })
    .map(({ second, cancelled, current, source, pieces, isOpen }) => ({
      ...placed,
      updatedAt: AT + second * 1_000,
      cancelledAt: cancelled === null ? null : AT + cancelled * 1_000,
      ...(current !== null && { currentTotal: GBP(current) }),
      lines: [{ ...line, current: pieces }],
      source,
      ...(isOpen !== null && { returns: { isOpen, at: AT + second * 1_000 } }),
    }));
  fc.assert(
    fc.property(
      fc
        .array(snapshot, { minLength: 1, maxLength: 5 })
        .chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray([...all, ...all], { minLength: all.length }),
          ),
        ),
      ([all, some]) => {
        const sequence = [...some, ...all.filter((one) => !some.includes(one))];
        expect(factOf(sequence)).toEqual(factOf(all));
        const sums = sequence.reduce(
          (known, one) => {
            const fact = purchaseAfter(known.fact, one, 'kim');
            return { fact, orders: ordersAfter(known.orders, known.fact, fact) };
          },
          { fact: undefined as PurchaseFact | undefined, orders: newProfile(AT).orders },
        );
        const fact = factOf(all);
        if (fact) expect(sums.orders).toEqual(ordersAfter(newProfile(AT).orders, undefined, fact));
      },
    ),
  );
});
