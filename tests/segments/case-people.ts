import { DAY, HOUR } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { Timestamped, DayBucket, ProfileState } from '#app/profiles/profile-state.ts';
import type { Prediction } from '#app/segments/facts.ts';
import { NOON } from '#tests/arbitraries/profile.ts';

export type SegmentPerson = { state: ProfileState; prediction: Prediction | null };
export type CaseName = 'guest' | 'ann' | 'bob' | 'cleo' | 'dan' | 'eve';

function ago(days: number): number {
  return NOON - days * DAY;
}

function timestamped(value: string): Timestamped<string> {
  return { value, at: ago(300) };
}

/** A number of occurrences, the last one so many days ago. */
function day(daysAgo: number, count: number): DayBucket {
  const start = Math.floor(ago(daysAgo) / DAY);
  return [start, count, ago(daysAgo) - start * DAY];
}

const blank = newProfile(ago(400));
const touch = { at: ago(300), medium: null, campaign: null, landing: null, referrer: null };

/** The people of the cases. Whatever is said of them is seen from NOON. */
export const PEOPLE: Record<CaseName, SegmentPerson> = {
  /** Came once, 400 days ago, and did nothing. */
  guest: { state: blank, prediction: null },
  /** A loyal customer of one currency. */
  ann: {
    state: {
      ...blank,
      firstSeenAt: ago(310),
      lastSeenAt: ago(1),
      email: timestamped('Ann@Example.com'),
      phone: timestamped('+441632960001'),
      customerId: timestamped('8001'),
      country: timestamped('GB'),
      region: timestamped('Kent'),
      locale: timestamped('en-GB'),
      tags: [
        ['VIP', ago(10), 1],
        ['gold', ago(10), 1],
        ['old', ago(5), 0],
      ],
      consent: {
        email: { value: 'subscribed', at: ago(300) },
        sms: { value: 'unsubscribed', at: ago(300) },
      },
      firstTouch: { ...touch, source: 'news', medium: 'email', landing: '/spring' },
      lastTouch: {
        at: ago(1),
        source: 'Google',
        medium: 'cpc',
        campaign: 'Summer Sale',
        landing: '/collections/candles',
        referrer: 'google.com',
      },
      summary: { orders: 6, spentMinor: 42_000, currency: 'GBP', at: ago(1) },
      orders: {
        ...blank.orders,
        placed: 5,
        cancelled: 1,
        units: 9,
        lines: 6,
        grossMinor: { GBP: 40_000 },
        discountMinor: { GBP: 10_000 },
        refundedMinor: { GBP: 4_000 },
        firstAt: ago(300),
        lastAt: ago(20),
        shippedAt: ago(18),
        deliveredAt: ago(15),
      },
      signals: {
        page_viewed: [day(1, 6)],
        product_viewed: [day(1, 2), day(10, 1), day(40, 3)],
        mail_clicked: [day(5, 1)],
        order_placed: [day(20, 1), day(100, 1)],
      },
      interests: [
        ['71', ago(1), 'viewed'],
        ['72', ago(20), 'bought'],
        ['73', ago(40), 'carted'],
      ],
    },
    prediction: {
      alive: 0.9,
      again: 0.7,
      orders: 3.2,
      spendMinor: 30_000,
      currency: 'GBP',
      nextOrderAt: ago(-5),
    },
  },
  /** Filled a cart two hours ago and never bought. */
  bob: {
    state: {
      ...blank,
      firstSeenAt: ago(4),
      lastSeenAt: NOON - 2 * HOUR,
      email: timestamped('bob@shop.example'),
      country: timestamped('ie'),
      consent: { email: { value: 'pending', at: ago(4) }, sms: null },
      firstTouch: { ...touch, source: 'Instagram' },
      lastTouch: { ...touch, source: 'Instagram' },
      cart: {
        token: 'c',
        quantity: 2,
        totalMinor: 5_000,
        currency: 'EUR',
        at: NOON - 2 * HOUR,
      },
      signals: {
        page_viewed: [day(0, 3), day(4, 2)],
        product_viewed: [day(0, 3)],
        cart_changed: [day(1 / 12, 2)],
        checkout_started: [day(3, 1)],
      },
      interests: [['71', NOON - 2 * HOUR, 'carted']],
    },
    prediction: null,
  },
  /** A wholesale buyer who paid in two currencies. */
  cleo: {
    state: {
      ...blank,
      firstSeenAt: ago(210),
      lastSeenAt: ago(70),
      email: timestamped('Cleo@cafe.example'),
      customerId: timestamped('8003'),
      country: timestamped('FR'),
      company: timestamped('Café Olé'),
      companies: [['c1', ago(90), 1]],
      tags: [['Wholesale', ago(90), 1]],
      consent: { email: { value: 'unsubscribed', at: ago(60) }, sms: null },
      orders: {
        ...blank.orders,
        placed: 2,
        units: 120,
        lines: 3,
        newest: [
          ['2', Math.floor(ago(70) / 1000), 80, 2],
          ['1', Math.floor(ago(200) / 1000), 40, 1],
        ],
        grossMinor: { EUR: 100_000, GBP: 2_000 },
        firstAt: ago(200),
        lastAt: ago(70),
      },
      signals: { applied: [day(100, 1)], order_placed: [day(70, 1), day(200, 1)] },
      interests: [['72', ago(70), 'bought']],
    },
    prediction: {
      alive: 0.3,
      again: 0.2,
      orders: 0.7,
      spendMinor: null,
      currency: null,
      nextOrderAt: ago(10),
    },
  },
  /** Cancelled the only order; the address does not work. */
  dan: {
    state: {
      ...blank,
      firstSeenAt: ago(61),
      lastSeenAt: ago(1),
      email: timestamped('dan@example.com'),
      country: timestamped('GB'),
      consent: { email: { value: 'invalid', at: ago(30) }, sms: null },
      orders: { ...blank.orders, placed: 1, cancelled: 1, firstAt: ago(61), lastAt: ago(61) },
      signals: {
        order_cancelled: [day(60, 1)],
        mail_bounced: [day(30, 1)],
        ticket_opened: [day(1, 1)],
      },
    },
    prediction: null,
  },
  /** A clock that runs ahead dated an order and a click tomorrow. */
  eve: {
    state: {
      ...blank,
      firstSeenAt: ago(2),
      lastSeenAt: ago(-1),
      orders: {
        ...blank.orders,
        placed: 1,
        units: 1,
        grossMinor: { GBP: 2_500 },
        firstAt: ago(-1),
        lastAt: ago(-1),
      },
      signals: { mail_clicked: [day(-1, 1)], product_viewed: [day(2, 1), day(-1, 4)] },
    },
    prediction: null,
  },
};
