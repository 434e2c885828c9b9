import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { DayBucket, ProfileState } from '#app/profiles/profile-state.ts';
import { mergeBuckets } from '#app/profiles/signal-buckets.ts';
import { NOON } from '#tests/arbitraries/profile.ts';
import { piecesPerLine, piecesPerOrder, shareReturned } from './bought.ts';
import { READY_MODELS } from './ready-models.ts';
import { scoreProfile } from './score.ts';

const none = newProfile(NOON).orders;

it.each<[string, Partial<ProfileState['orders']>, number]>([
  ['nothing was ordered', {}, 0],
  ['nothing came back', { placed: 3, grossMinor: { GBP: 9_000 } }, 0],
  [
    'a fifth was paid back',
    { placed: 3, grossMinor: { GBP: 10_000 }, refundedMinor: { GBP: 2_000 } },
    0.2,
  ],
  [
    'a third of the orders was cancelled',
    { placed: 3, cancelled: 1, grossMinor: { GBP: 6_000 } },
    1 / 3,
  ],
  [
    'half was cancelled, and half of the rest paid back',
    { placed: 4, cancelled: 2, grossMinor: { GBP: 1_000 }, refundedMinor: { GBP: 500 } },
    0.75,
  ],
  ['all was cancelled', { placed: 2, cancelled: 2 }, 1],
  [
    'more was paid back than paid',
    { placed: 1, grossMinor: { GBP: 500 }, refundedMinor: { GBP: 800 } },
    1,
  ],
  [
    'of two currencies one came back',
    { placed: 2, grossMinor: { EUR: 500, GBP: 500 }, refundedMinor: { EUR: 500 } },
    0,
  ],
  [
    'a refund was recorded in another currency',
    { placed: 1, grossMinor: { GBP: 500 }, refundedMinor: { EUR: 500 } },
    0,
  ],
])('the share that came back where %s', (_, orders, share) => {
  expect(shareReturned({ ...none, ...orders })).toBeCloseTo(share, 12);
});

it('pieces are those of an order and of a line on average, and 0 of nothing', () => {
  const orders = { ...none, placed: 3, cancelled: 1, units: 240, lines: 5 };
  expect([piecesPerOrder(orders), piecesPerLine(orders)]).toEqual([120, 48]);
  expect([piecesPerOrder(none), piecesPerLine(none)]).toEqual([0, 0]);
});

/** A customer with ten orders or more before one of the last 30 days, whatever came back of them. */
const regulars = fc
  .record({
    before: fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 10, maxLength: 40 }),
    last: fc.double({ min: 0, max: 30, noNaN: true }),
    refunds: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 30 }),
    cancellations: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 9 }),
    refundedMinor: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map(({ before, last, refunds, cancellations, refundedMinor }): ProfileState => {
    const buckets = (ages: readonly number[]): DayBucket[] =>
      mergeBuckets(
        ages.map((age): DayBucket => {
          const at = NOON - Math.round(age * DAY);
          const day = Math.floor(at / DAY);
          return [day, 1, at - day * DAY];
        }),
        [],
      );
    const placed = before.length + 1 + cancellations.length;
    return {
      ...newProfile(NOON - 2_000 * DAY),
      signals: {
        order_placed: buckets(
          [...before, ...cancellations, last].map((age, i, all) =>
            i === all.length - 1 ? age : age + last,
          ),
        ),
        refunded: buckets(refunds),
        order_cancelled: buckets(cancellations),
      },
      orders: {
        ...none,
        placed,
        cancelled: cancellations.length,
        grossMinor: { GBP: 1_000_000 },
        refundedMinor: { GBP: refundedMinor },
      },
    };
  });

it.each(READY_MODELS)(
  'no customer with a recent order and ten before is cold by the ready model “$name”, whatever came back',
  ({ model }) => {
    fc.assert(
      fc.property(regulars, (state) => {
        expect(scoreProfile(model, state, NOON).band).not.toBe('cold');
      }),
    );
  },
);

it.each(READY_MODELS)(
  'how many refunds a share came back in changes nothing by “$name”',
  ({ model }) => {
    fc.assert(
      fc.property(regulars, (state) => {
        const [newest] = state.signals.order_placed ?? [];
        const refunded: DayBucket[] = newest ? [newest] : [];
        const more = { ...state, signals: { ...state.signals, refunded } };
        expect(scoreProfile(model, more, NOON)).toEqual(scoreProfile(model, state, NOON));
      }),
    );
  },
);
