import { DAY, HOUR } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { Dated, DayBucket, ProfileState } from '#app/profiles/profile.ts';
import type { Prediction } from '#app/segments/facts.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { NOON } from '#tests/arbitraries/profile.ts';

type Person = { state: ProfileState; prediction: Prediction | null };
export type Name = 'nobody' | 'ann' | 'bob' | 'cleo' | 'dan' | 'eve';

function ago(days: number): number {
  return NOON - days * DAY;
}

function dated(value: string): Dated<string> {
  return { value, at: ago(300) };
}

/** So many of something, the last one so many days ago. */
function day(daysAgo: number, count: number): DayBucket {
  const start = Math.floor(ago(daysAgo) / DAY);
  return [start, count, ago(daysAgo) - start * DAY];
}

const blank = newProfile(ago(400));
const touch = { at: ago(300), medium: null, campaign: null, landing: null, referrer: null };

/** The people of the cases. Whatever is said of them is seen from NOON. */
export const PEOPLE: Record<Name, Person> = {
  /** Came once, 400 days ago, and did nothing. */
  nobody: { state: blank, prediction: null },
  /** A loyal customer of one currency. */
  ann: {
    state: {
      ...blank,
      firstSeenAt: ago(310),
      lastSeenAt: ago(1),
      email: dated('Ann@Example.com'),
      phone: dated('+441632960001'),
      customerId: dated('8001'),
      country: dated('GB'),
      region: dated('Kent'),
      locale: dated('en-GB'),
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
      email: dated('bob@shop.example'),
      country: dated('ie'),
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
      email: dated('Cleo@cafe.example'),
      customerId: dated('8003'),
      country: dated('FR'),
      company: dated('Café Olé'),
      companies: [['c1', ago(90), 1]],
      tags: [['Wholesale', ago(90), 1]],
      consent: { email: { value: 'unsubscribed', at: ago(60) }, sms: null },
      orders: {
        ...blank.orders,
        placed: 2,
        units: 120,
        lines: 3,
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
      email: dated('dan@example.com'),
      country: dated('GB'),
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
  /** A clock that runs ahead told of an order and a click of tomorrow. */
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

const EVERYBODY = 'nobody ann bob cleo dan eve';
const buyers: Predicate = { field: 'orders', is: 'at_least', value: 1 };
const lately: Predicate = { field: 'last_seen', is: 'within', days: 7 };
/** A window that there is not. */
const senseless: Predicate = { field: 'last_order', is: 'within', days: Number.NaN };

/** So many that each is looked up instead of compared with each. */
const MANY = Array.from({ length: 40 }, (_, index) => `9${String(index)}`);

/** A question, when it is asked (in days from NOON), and who is in; everybody else is not. */
export const CASES: [Predicate, number, string][] = [
  // Groups.
  [{ all: [] }, 0, EVERYBODY],
  [{ any: [] }, 0, ''],
  [{ not: { any: [] } }, 0, EVERYBODY],
  [{ all: [buyers, lately] }, 0, 'ann'],
  [{ any: [buyers, lately] }, 0, 'ann bob cleo dan eve'],
  [{ not: { all: [buyers, lately] } }, 0, 'nobody bob cleo dan eve'],
  [{ all: [buyers, { not: lately }] }, 0, 'cleo eve'],
  [senseless, 0, ''],
  [{ not: senseless }, 0, ''],
  [{ any: [senseless, buyers] }, 0, 'ann cleo eve'],
  [{ all: [senseless, buyers] }, 0, ''],
  [{ not: { all: [senseless, buyers] } }, 0, 'nobody bob dan'],
  // Numbers.
  [{ field: 'orders', is: 'equal', value: 0 }, 0, 'nobody bob dan'],
  [{ field: 'orders', is: 'not_equal', value: 0 }, 0, 'ann cleo eve'],
  [{ field: 'orders', is: 'more_than', value: 1 }, 0, 'ann cleo'],
  [{ field: 'orders', is: 'more_than', value: 2 }, 0, 'ann'],
  [{ field: 'orders', is: 'fewer_than', value: 2 }, 0, 'nobody bob dan eve'],
  [{ field: 'orders', is: 'at_most', value: 2 }, 0, 'nobody bob cleo dan eve'],
  [{ field: 'orders', is: 'between', least: 1, most: 4 }, 0, 'ann cleo eve'],
  [{ field: 'orders', is: 'between', least: 2, most: 3 }, 0, 'cleo'],
  [{ field: 'cancelled_orders', is: 'at_least', value: 1 }, 0, 'ann dan'],
  [{ field: 'units', is: 'between', least: 9, most: 120 }, 0, 'ann cleo'],
  [{ field: 'customer_orders', is: 'equal', value: 6 }, 0, 'ann'],
  [{ field: 'customer_orders', is: 'unknown' }, 0, 'nobody bob cleo dan eve'],
  [{ field: 'discount_share', is: 'equal', value: 20 }, 0, 'ann'],
  [{ field: 'discount_share', is: 'at_most', value: 20 }, 0, 'ann eve'],
  [{ field: 'refund_rate', is: 'at_least', value: 10 }, 0, 'ann'],
  [{ field: 'refund_rate', is: 'known' }, 0, 'ann eve'],
  [{ field: 'pieces_per_order', is: 'at_least', value: 60 }, 0, 'cleo'],
  [{ field: 'pieces_per_line', is: 'equal', value: 1.5 }, 0, 'ann'],
  [{ field: 'pieces_per_line', is: 'known' }, 0, 'ann cleo'],
  [{ field: 'cart_quantity', is: 'at_least', value: 2 }, 0, 'bob'],
  // Money; of several currencies there is no one amount.
  [{ field: 'spent', is: 'equal', value: 36_000 }, 0, 'ann'],
  [{ field: 'spent', is: 'at_most', value: 1_000_000 }, 0, 'nobody ann bob dan eve'],
  [{ field: 'spent', is: 'unknown' }, 0, 'cleo'],
  [{ field: 'spent', is: 'at_least', value: 2_000, currency: 'GBP' }, 0, 'ann cleo eve'],
  [{ field: 'spent', is: 'at_least', value: 2_001, currency: 'GBP' }, 0, 'ann eve'],
  [{ field: 'spent', is: 'more_than', value: 0, currency: 'EUR' }, 0, 'cleo'],
  [{ field: 'spent', is: 'at_most', value: 0, currency: 'EUR' }, 0, 'nobody ann bob dan eve'],
  [{ field: 'average_order', is: 'at_least', value: 10_000 }, 0, 'ann'],
  [
    { field: 'average_order', is: 'between', least: 2_500, most: 10_000, currency: 'GBP' },
    0,
    'ann eve',
  ],
  [{ field: 'average_order', is: 'at_least', value: 0, currency: 'EUR' }, 0, ''],
  [{ field: 'customer_spent', is: 'at_least', value: 42_000 }, 0, 'ann'],
  [{ field: 'customer_spent', is: 'at_least', value: 0, currency: 'EUR' }, 0, ''],
  [{ field: 'cart_value', is: 'at_least', value: 5_000 }, 0, 'bob'],
  [{ field: 'cart_value', is: 'at_least', value: 5_000, currency: 'EUR' }, 0, 'bob'],
  [{ field: 'cart_value', is: 'at_least', value: 5_000, currency: 'GBP' }, 0, ''],
  [{ not: { field: 'cart_value', is: 'at_least', value: 1 } }, 0, 'nobody ann cleo dan eve'],
  [{ field: 'orders', is: 'at_least', value: 0, currency: 'GBP' }, 0, ''],
  // Texts: upper and lower case are the same; what is unknown is no answer.
  [{ field: 'email', is: 'known' }, 0, 'ann bob cleo dan'],
  [{ field: 'email', is: 'contains', value: 'EXAMPLE.com' }, 0, 'ann dan'],
  [{ field: 'email', is: 'not_contains', value: 'example.com' }, 0, 'bob cleo'],
  [{ field: 'email', is: 'starts_with', value: 'c' }, 0, 'cleo'],
  [{ field: 'email_domain', is: 'one_of', values: ['example.com', 'x'] }, 0, 'ann dan'],
  [{ field: 'email_domain', is: 'ends_with', value: '.example' }, 0, 'bob cleo'],
  [{ field: 'phone', is: 'starts_with', value: '+44' }, 0, 'ann'],
  [{ field: 'customer', is: 'known' }, 0, 'ann cleo'],
  [{ field: 'country', is: 'one_of', values: ['gb', 'IE'] }, 0, 'ann bob dan'],
  [{ field: 'country', is: 'not_one_of', values: ['GB'] }, 0, 'bob cleo'],
  [{ field: 'country', is: 'one_of', values: [] }, 0, ''],
  [{ field: 'region', is: 'one_of', values: ['KENT'] }, 0, 'ann'],
  [{ field: 'locale', is: 'starts_with', value: 'en' }, 0, 'ann'],
  [{ field: 'company', is: 'contains', value: 'CAFÉ' }, 0, 'cleo'],
  [{ field: 'company', is: 'contains', value: 'cafe\u0301' }, 0, 'cleo'],
  [{ field: 'company', is: 'contains', value: 'cafe' }, 0, ''],
  [{ field: 'company', is: 'contains', value: "'; drop table profile; --" }, 0, ''],
  [{ field: 'company', is: 'not_contains', value: '{{ customer.email }}' }, 0, 'cleo'],
  [{ field: 'company', is: 'contains', value: '%' }, 0, ''],
  [{ field: 'company', is: 'contains', value: '' }, 0, ''],
  [{ field: 'email_consent', is: 'one_of', values: ['subscribed'] }, 0, 'ann'],
  [{ field: 'email_consent', is: 'not_one_of', values: ['subscribed', 'pending'] }, 0, 'cleo dan'],
  [{ field: 'sms_consent', is: 'known' }, 0, 'ann'],
  // Where they came from.
  [{ field: 'first_source', is: 'one_of', values: ['news', 'instagram'] }, 0, 'ann bob'],
  [{ field: 'first_medium', is: 'one_of', values: ['email'] }, 0, 'ann'],
  [{ field: 'first_campaign', is: 'unknown' }, 0, EVERYBODY],
  [{ field: 'first_landing', is: 'starts_with', value: '/spring' }, 0, 'ann'],
  [{ field: 'last_source', is: 'not_one_of', values: ['google'] }, 0, 'bob'],
  [{ field: 'last_campaign', is: 'contains', value: 'summer' }, 0, 'ann'],
  [{ field: 'last_landing', is: 'contains', value: '/collections/' }, 0, 'ann'],
  [{ field: 'last_referrer', is: 'ends_with', value: 'google.com' }, 0, 'ann'],
  // Lists.
  [{ field: 'tags', is: 'has_any', values: ['vip', 'wholesale'] }, 0, 'ann cleo'],
  [{ field: 'tags', is: 'has_all', values: ['vip', 'GOLD'] }, 0, 'ann'],
  [{ field: 'tags', is: 'has_all', values: ['vip', 'old'] }, 0, ''],
  [{ field: 'tags', is: 'has_none', values: ['vip'] }, 0, 'nobody bob cleo dan eve'],
  [{ field: 'tags', is: 'known' }, 0, 'ann cleo'],
  [{ field: 'tags', is: 'has_any', values: [...MANY, 'vip', 'Wholesale'] }, 0, 'ann cleo'],
  [{ field: 'tags', is: 'has_any', values: MANY }, 0, ''],
  [{ field: 'tags', is: 'has_none', values: [...MANY, 'vip'] }, 0, 'nobody bob cleo dan eve'],
  [{ field: 'companies', is: 'has_any', values: ['c1'] }, 0, 'cleo'],
  // Windows: a moment is in from itself on, and out after so many days to the millisecond.
  [{ field: 'last_order', is: 'within', days: 20 }, 0, ''],
  [{ field: 'last_order', is: 'within', days: 20.001 }, 0, 'ann'],
  [{ field: 'last_order', is: 'within', days: 20 }, -0.001, 'ann'],
  [{ field: 'last_order', is: 'before', days: 20 }, 0, 'ann cleo dan'],
  [{ field: 'last_order', is: 'before', days: 61 }, -0.001, 'cleo'],
  [{ field: 'last_order', is: 'before', days: 61 }, 0, 'cleo dan'],
  [{ not: { field: 'last_order', is: 'within', days: 60 } }, 0, 'nobody bob cleo dan eve'],
  [{ field: 'last_order', is: 'days_ago', least: 20, most: 61 }, 0, 'ann'],
  [{ field: 'last_order', is: 'days_ago', least: 61, most: 71 }, 0, 'cleo dan'],
  [{ field: 'last_order', is: 'days_ago', least: 71, most: 61 }, 0, ''],
  [{ field: 'last_order', is: 'within', days: 1 }, 1, 'eve'],
  [{ field: 'last_order', is: 'within', days: 1 }, 0.999, ''],
  [{ field: 'first_seen', is: 'within', days: 4 }, 0, 'eve'],
  [{ field: 'first_seen', is: 'before', days: 310 }, 0, 'nobody ann'],
  [{ field: 'last_cart', is: 'within', days: 0.1 }, 0, 'bob'],
  [{ field: 'last_checkout', is: 'within', days: 3 }, 0, ''],
  [{ field: 'last_shipped', is: 'within', days: 19 }, 0, 'ann'],
  [{ field: 'last_delivered', is: 'known' }, 0, 'ann'],
  [{ field: 'last_order', is: 'coming', days: 1 }, 0, 'eve'],
  [{ field: 'last_order', is: 'coming', days: 0.5 }, 0, ''],
  // The calendar, in UTC; NOON is on 2026-05-20.
  [{ field: 'last_order', is: 'since', date: '2026-04-30' }, 0, 'ann eve'],
  [{ field: 'last_order', is: 'since', date: '2026-05-01' }, 0, 'eve'],
  [{ field: 'last_order', is: 'until', date: '2026-04-30' }, 0, 'ann cleo dan'],
  [{ field: 'last_order', is: 'until', date: '2026-04-29' }, 0, 'cleo dan'],
  [{ field: 'last_order', is: 'from_to', from: '2026-03-20', to: '2026-04-30' }, 0, 'ann dan'],
  [{ field: 'last_order', is: 'since', date: '2026-02-30' }, 0, ''],
  // The order of moments.
  [{ field: 'last_seen', is: 'after', than: 'last_order' }, 0, 'ann bob dan'],
  [{ field: 'last_order', is: 'after', than: 'last_seen' }, 0, ''],
  [{ field: 'last_cart', is: 'after', than: 'last_order' }, 0, 'bob'],
  // Behaviour: a day counts at its last moment and leaves the window as one.
  [{ signal: 'product_viewed', is: 'at_least', times: 2, days: 14 }, 0, 'ann bob'],
  [{ signal: 'product_viewed', is: 'at_least', times: 3, days: 14 }, 0, 'ann bob'],
  [{ signal: 'product_viewed', is: 'at_least', times: 3, days: 10 }, 0, 'bob'],
  [{ signal: 'product_viewed', is: 'equal', times: 6, days: 41 }, 0, 'ann'],
  [{ signal: 'product_viewed', is: 'between', least: 1, most: 3, days: 14 }, 0, 'ann bob eve'],
  [{ signal: 'product_viewed', is: 'more_than', times: 4, days: 14 }, 1, 'eve'],
  [{ signal: 'product_viewed', is: 'not_equal', times: 0, days: 1 }, 0, 'bob'],
  [{ signal: 'mail_clicked', is: 'fewer_than', times: 1, days: 60 }, 0, 'nobody bob cleo dan eve'],
  [{ signal: 'mail_clicked', is: 'at_least', times: 1, days: 60 }, 1, 'ann eve'],
  [{ signal: 'order_placed', is: 'at_least', times: 2, days: 365 }, 0, 'ann cleo'],
  [{ signal: 'order_placed', is: 'at_most', times: 0, days: 60 }, 0, 'nobody bob cleo dan eve'],
  [{ signal: 'applied', is: 'at_least', times: 1, days: 100 }, -0.001, 'cleo'],
  [{ signal: 'applied', is: 'at_least', times: 1, days: 100 }, 0, ''],
  [{ signal: 'mail_bounced', is: 'at_least', times: 1, days: 31 }, 0, 'dan'],
  [{ signal: 'page_viewed', is: 'equal', times: 5, days: 5 }, 0, 'bob'],
  [{ signal: 'searched', is: 'at_least', times: 0, days: 5 }, 0, EVERYBODY],
  // Products; stronger signs count as well.
  [interest('viewed', ['71'], 7), 0, 'ann bob'],
  [interest('carted', ['71'], 7), 0, 'bob'],
  [interest('bought', ['72'], 71), 0, 'ann cleo'],
  [interest('bought', ['72'], 70), 0, 'ann'],
  [interest('viewed', ['71', '73'], 30), 0, 'ann bob'],
  [interest('viewed', ['79'], 30), 0, ''],
  [interest('viewed', [...MANY, '71'], 7), 0, 'ann bob'],
  [interest('carted', [...MANY, '71'], 7), 0, 'bob'],
  [{ ...interest('viewed', [...MANY, '71'], 7), is: 'not_within' }, 0, 'nobody cleo dan eve'],
  [{ ...interest('viewed', ['71'], 7), is: 'not_within' }, 0, 'nobody cleo dan eve'],
  [{ ...interest('viewed', [], 7), is: 'not_within' }, 0, EVERYBODY],
  [{ ...interest('viewed', ['71'], 7), collections: ['unread'] }, 0, ''],
  // Scores, now and later.
  [{ field: 'intent', is: 'equal', value: 0 }, 0, 'nobody dan'],
  [{ field: 'fit', is: 'equal', value: 0 }, 0, 'nobody dan'],
  [{ field: 'fit', is: 'at_least', value: 70 }, 0, 'ann'],
  [{ field: 'band', is: 'one_of', values: ['Hot', 'warm'] }, 0, 'ann bob'],
  [{ field: 'band', is: 'not_one_of', values: ['cold'] }, 0, 'ann bob cleo'],
  [{ field: 'band', is: 'one_of', values: ['cold'] }, 200, EVERYBODY],
  [{ field: 'grade', is: 'one_of', values: ['D4'] }, 0, 'nobody dan'],
  [{ field: 'score', is: 'at_most', value: 0 }, 0, 'nobody dan'],
  // What is expected.
  [{ field: 'predicted_orders', is: 'at_least', value: 0.7 }, 0, 'ann cleo'],
  [{ field: 'predicted_orders', is: 'more_than', value: 0.7 }, 0, 'ann'],
  [{ field: 'predicted_spend', is: 'at_least', value: 1 }, 0, 'ann'],
  [{ field: 'predicted_spend', is: 'at_least', value: 1, currency: 'EUR' }, 0, ''],
  [{ field: 'predicted_spend', is: 'unknown' }, 0, 'nobody bob cleo dan eve'],
  [{ field: 'predicted_again', is: 'at_least', value: 20 }, 0, 'ann cleo'],
  [{ field: 'predicted_again', is: 'at_most', value: 20 }, 0, 'cleo'],
  [{ field: 'alive', is: 'fewer_than', value: 50 }, 0, 'cleo'],
  [{ field: 'alive', is: 'equal', value: 90 }, 0, 'ann'],
  [{ field: 'next_order', is: 'coming', days: 5 }, 0, 'ann'],
  [{ field: 'next_order', is: 'coming', days: 4.999 }, 0, ''],
  [{ field: 'next_order', is: 'coming', days: 5 }, 5, ''],
  [{ field: 'next_order', is: 'before', days: 10 }, 0, 'cleo'],
  // Other segments, before they are put in their place.
  [{ segment: 'other', is: 'in' }, 0, ''],
  [{ segment: 'other', is: 'not_in' }, 0, ''],
];

function interest(how: 'viewed' | 'carted' | 'bought', products: string[], days: number) {
  return { interest: how, is: 'within' as const, products, collections: [], days };
}
