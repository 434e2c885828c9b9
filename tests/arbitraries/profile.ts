import fc from 'fast-check';
import { DAY } from '#app/lib/duration.ts';
import type { ConsentState } from '#app/events/event.ts';
import { newProfile, SIGNALS } from '#app/profiles/profile.ts';
import type { Dated, DayBucket, ProfileState, Signal } from '#app/profiles/profile.ts';

/** The moment that made-up profiles live around, epoch milliseconds; not on a day's edge. */
export const NOON = Date.UTC(2026, 4, 20, 12, 34, 56, 789);

const YEAR = 365 * DAY;

/** A moment in the year before NOON, seldom shortly after it. */
const moments = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: NOON - YEAR, max: NOON }) },
  { weight: 6, arbitrary: fc.integer({ min: NOON - 15 * DAY, max: NOON }) },
  { weight: 1, arbitrary: fc.integer({ min: NOON, max: NOON + DAY }) },
);

/** One signal's history, newest day first as profiles keep it. */
const histories: fc.Arbitrary<DayBucket[]> = fc
  .uniqueArray(
    fc.tuple(
      moments.map((at) => Math.floor(at / DAY)),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: DAY - 1 }),
    ),
    { maxLength: 6, selector: ([day]) => day },
  )
  .map((buckets) => buckets.sort((a, b) => b[0] - a[0]));

/** The histories of any few signals. */
const signals: fc.Arbitrary<ProfileState['signals']> = fc
  .array(fc.tuple(fc.constantFrom<Signal>(...SIGNALS), histories), { maxLength: 7 })
  .map((drawn) => Object.fromEntries(drawn));

/** A profile with any history, traits and orders. */
export const profiles: fc.Arbitrary<ProfileState> = fc
  .record({
    signals,
    placed: fc.integer({ min: 0, max: 6 }),
    lastOrderAt: moments,
    cancelled: fc.integer({ min: 0, max: 1 }),
    email: fc.option(fc.constantFrom('ann@example.com', 'bob@shop.example')),
    country: fc.option(fc.constantFrom('GB', 'IE')),
    consent: fc.option(fc.constantFrom<ConsentState>('subscribed', 'unsubscribed', 'invalid')),
    cart: fc.option(fc.integer({ min: 0, max: 9_900 })),
  })
  .map((drawn): ProfileState => {
    const profile = newProfile(NOON - YEAR);
    const placed = drawn.placed;
    return {
      ...profile,
      signals: drawn.signals,
      email: dated(drawn.email),
      country: dated(drawn.country),
      consent: { email: dated(drawn.consent), sms: null },
      orders: {
        ...profile.orders,
        placed,
        cancelled: Math.min(placed, drawn.cancelled),
        grossMinor: placed === 0 ? {} : { GBP: placed * 1_000 },
        firstAt: placed === 0 ? null : NOON - YEAR,
        lastAt: placed === 0 ? null : drawn.lastOrderAt,
      },
      cart:
        drawn.cart === null
          ? null
          : { token: 'c', quantity: 1, totalMinor: drawn.cart, currency: 'GBP', at: NOON - DAY },
    };
  });

function dated<T>(value: T | null): Dated<T> | null {
  return value === null ? null : { value, at: NOON - YEAR };
}
