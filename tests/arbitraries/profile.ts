import fc from 'fast-check';
import { DAY } from '#app/lib/duration.ts';
import type { ConsentState } from '#app/events/event.ts';
import { newProfile } from '#app/profiles/profile.ts';
import {
  SIGNALS,
  type Timestamped,
  type DayBucket,
  type ProfileState,
  type Signal,
} from '#app/profiles/profile-state.ts';
import type { Prediction } from '#app/segments/facts.ts';

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

/** Texts that people and conditions have in common, so that some match; not in one case throughout. */
export const WORDS = [
  'gb',
  'GB',
  'ie',
  'news',
  'News/May',
  'example.com',
  'é',
  'VIP',
  'a',
] as const;
/** The ids of the products that people may be interested in. */
export const PRODUCTS = ['71', '72', '73'] as const;

const word = fc.option(fc.constantFrom(...WORDS));
const touch = fc.option(
  fc.record({
    at: moments,
    source: fc.constantFrom(...WORDS),
    medium: word,
    campaign: word,
    landing: word,
    referrer: word,
  }),
);
const items = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...WORDS), moments, fc.constantFrom<0 | 1>(0, 1)),
  { maxLength: 3, selector: ([name]) => name },
);
const amounts = fc.constantFrom<Record<string, number>>(
  {},
  { GBP: 1_000 },
  { GBP: 6_000 },
  { EUR: 2_000 },
  { GBP: 3_000, EUR: 2_500 },
);
const consents = fc.option(fc.constantFrom<ConsentState>('subscribed', 'unsubscribed', 'invalid'));

/** Who a person is, and what of it changes no score. */
const traits = fc.record({
  phone: fc.option(fc.constant('+441632960000')),
  customerId: fc.option(fc.constant('8001')),
  region: word,
  locale: word,
  company: word,
  tags: items,
  companies: items,
  firstTouch: touch,
  lastTouch: touch,
  lastSeenAt: fc.option(moments),
  sms: consents,
  summary: fc.option(
    fc.record({
      orders: fc.nat(8),
      spentMinor: fc.constantFrom(0, 2_500, 6_000),
      currency: fc.constantFrom('GBP', 'EUR'),
      at: moments,
    }),
  ),
  interests: fc.uniqueArray(
    fc.tuple(
      fc.constantFrom(...PRODUCTS),
      moments,
      fc.constantFrom<'viewed' | 'carted' | 'bought'>('viewed', 'carted', 'bought'),
    ),
    { maxLength: 3, selector: ([product]) => product },
  ),
  shippedAt: fc.option(moments),
  deliveredAt: fc.option(moments),
});

/** A profile with any history, traits and orders. */
export const profiles: fc.Arbitrary<ProfileState> = fc
  .record({
    signals,
    traits,
    placed: fc.integer({ min: 0, max: 6 }),
    pieces: fc.constantFrom(1, 12, 60, 250),
    lastOrderAt: moments,
    cancelled: fc.integer({ min: 0, max: 1 }),
    email: fc.option(fc.constantFrom('ann@example.com', 'Bob@Shop.Example')),
    country: fc.option(fc.constantFrom('GB', 'IE')),
    consent: consents,
    cart: fc.option(fc.integer({ min: 0, max: 9_900 })),
    paid: amounts,
    discounts: amounts,
    refunded: fc.constantFrom<Record<string, number>>({}, { GBP: 500 }),
  })
  .map((drawn): ProfileState => {
    const profile = newProfile(NOON - YEAR);
    const { placed, traits: known } = drawn;
    return {
      ...profile,
      phone: timestamped(known.phone),
      customerId: timestamped(known.customerId),
      region: timestamped(known.region),
      locale: timestamped(known.locale),
      company: timestamped(known.company),
      tags: known.tags,
      companies: known.companies,
      firstTouch: known.firstTouch,
      lastTouch: known.lastTouch,
      lastSeenAt: known.lastSeenAt,
      summary: known.summary,
      interests: known.interests,
      signals: drawn.signals,
      email: timestamped(drawn.email),
      country: timestamped(drawn.country),
      consent: { email: timestamped(drawn.consent), sms: timestamped(known.sms) },
      orders: {
        ...profile.orders,
        placed,
        cancelled: Math.min(placed, drawn.cancelled),
        units: placed * drawn.pieces,
        lines: placed,
        newest: Array.from({ length: Math.min(placed, 20) }, (_, n) => [
          String(n),
          Math.floor(NOON / 1000) - n * 86_400,
          drawn.pieces + (n % 3),
          1 + (n % 2),
        ]),
        grossMinor: placed === 0 ? {} : drawn.paid,
        discountMinor: placed === 0 ? {} : drawn.discounts,
        refundedMinor: placed === 0 ? {} : drawn.refunded,
        firstAt: placed === 0 ? null : NOON - YEAR,
        lastAt: placed === 0 ? null : drawn.lastOrderAt,
        shippedAt: placed === 0 ? null : known.shippedAt,
        deliveredAt: placed === 0 ? null : known.deliveredAt,
      },
      cart:
        drawn.cart === null
          ? null
          : { token: 'c', quantity: 1, totalMinor: drawn.cart, currency: 'GBP', at: NOON - DAY },
    };
  });

/** What may be expected of a person; numbers as a database keeps them in four bytes. */
export const predictions: fc.Arbitrary<Prediction | null> = fc.option(
  fc.record({
    alive: fc.constantFrom(0, 0.1, 0.29, 0.3, 0.6, 1),
    again: fc.constantFrom(0, 0.07, 0.35, 1),
    orders: fc.constantFrom(0, 0.7, 1, 5.3),
    spendMinor: fc.option(fc.constantFrom(0, 2_500, 6_000)),
    currency: fc.option(fc.constantFrom('GBP', 'EUR')),
    nextOrderAt: fc.option(fc.integer({ min: NOON - 40 * DAY, max: NOON + 40 * DAY })),
  }),
);

function timestamped<T>(value: T | null): Timestamped<T> | null {
  return value === null ? null : { value, at: NOON - YEAR };
}
