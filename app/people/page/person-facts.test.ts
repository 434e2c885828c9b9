import { describe, expect, test } from 'vitest';
import { HOUR } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { personName } from '#app/profiles/person-name.ts';
import { buyingFacts } from './buying-facts.ts';
import { categoryFacts, engagementFacts, interestFacts } from './engagement-facts.ts';
import { factOrigin } from './fact-origin.ts';
import { arrivalFacts, identityFacts, seenFacts } from './person-facts.ts';
import { sourceText, sumSource, eventSource } from './provenance.ts';

const RECEIVED_AT = Date.parse('2026-10-01T10:00:00Z');
const NAMES = {
  companies: new Map([['7', 'Mill Ltd']]),
  products: new Map([
    ['1', { title: 'Trail Shoe', category: 'Shoes' }],
    ['3', { title: 'Boot', category: 'Shoes' }],
  ]),
};
const touch = {
  at: RECEIVED_AT,
  source: 'news',
  medium: 'email',
  campaign: 'Autumn',
  landing: '/trail',
  referrer: null,
};

describe('what is known of a person', () => {
  const state: ProfileState = {
    ...newProfile(RECEIVED_AT),
    lastSeenAt: RECEIVED_AT + HOUR,
    email: { value: 'ada@example.com', at: RECEIVED_AT, by: 'order' },
    country: { value: 'GB', at: RECEIVED_AT + 1 },
    locale: { value: 'not a language', at: RECEIVED_AT, by: 'checkout' },
    tags: [
      ['vip', RECEIVED_AT + 3, 0],
      ['trade', RECEIVED_AT + 2, 1],
    ],
    companies: [
      ['7', RECEIVED_AT, 1],
      ['8', RECEIVED_AT, 1],
    ],
    consent: { email: { value: 'subscribed', at: RECEIVED_AT, by: 'consent' }, sms: null },
  };

  test('each fact names its value, when it was received and from what if that is known', () => {
    expect(identityFacts(state, NAMES)).toEqual([
      { name: 'Email', value: 'ada@example.com', source: eventSource('order', RECEIVED_AT) },
      { name: 'Country', value: 'United Kingdom', source: eventSource(null, RECEIVED_AT + 1) },
      { name: 'Language', value: 'not a language', source: eventSource('checkout', RECEIVED_AT) },
      { name: 'Tags', value: 'trade', source: eventSource('tags', RECEIVED_AT + 3) },
      {
        name: 'Buys for',
        value: 'Mill Ltd, company 8',
        source: eventSource('company', RECEIVED_AT),
      },
      {
        name: 'Marketing by email',
        value: 'Subscribed',
        source: eventSource('consent', RECEIVED_AT),
      },
    ]);
    expect(seenFacts(state, RECEIVED_AT + 3 * HOUR, 'UTC')).toEqual([
      { name: 'Last seen', value: '2 hours ago', source: eventSource(null, RECEIVED_AT + HOUR) },
      { name: 'First seen', value: '3 hours ago', source: eventSource(null, RECEIVED_AT) },
    ]);
  });

  test('when they were seen is said in days of the shop, as the rest of the page says it', () => {
    const evening = { ...state, firstSeenAt: Date.UTC(2026, 10, 15, 20), lastSeenAt: null };
    const seen = (timeZone: string) =>
      seenFacts(evening, Date.UTC(2026, 10, 29, 9), timeZone).map(({ value }) => value);
    expect([seen('Europe/London'), seen('Asia/Tokyo')]).toEqual([['14 days ago'], ['13 days ago']]);
  });

  test('how they came is shown field by field, and once when the first visit was the last', () => {
    const once = arrivalFacts({ ...state, firstTouch: touch, lastTouch: touch });
    expect(once).toEqual([
      { name: 'First source', value: 'news (email)', source: eventSource('visit', RECEIVED_AT) },
      { name: 'First campaign', value: 'Autumn', source: eventSource('visit', RECEIVED_AT) },
      { name: 'First landing page', value: '/trail', source: eventSource('visit', RECEIVED_AT) },
    ]);
    const again = {
      ...touch,
      at: RECEIVED_AT + HOUR,
      source: 'direct',
      medium: null,
      campaign: null,
    };
    const twice = arrivalFacts({ ...state, firstTouch: touch, lastTouch: again });
    expect(twice.slice(3).map(({ name, value }) => [name, value])).toEqual([
      ['Last source', 'direct'],
      ['Last landing page', '/trail'],
    ]);
  });

  test('a person who gave no name is called by the address, else a visitor', () => {
    expect(personName({ name: 'Ada Byron', email: 'ada@example.com' })).toBe('Ada Byron');
    expect(personName({ name: null, email: 'ada@example.com' })).toBe('ada@example.com');
    expect(personName({ name: null, email: null })).toBe('Visitor');
  });
});

describe('what a person bought', () => {
  const state: ProfileState = {
    ...newProfile(RECEIVED_AT),
    orders: {
      placed: 3,
      cancelled: 1,
      units: 5,
      lines: 2,
      newest: [
        ['2', 1, 3, 1],
        ['1', 0, 2, 1],
      ],
      grossMinor: { GBP: 9_000 },
      discountMinor: { GBP: 1_000 },
      refundedMinor: { GBP: 900 },
      firstAt: RECEIVED_AT,
      lastAt: RECEIVED_AT + HOUR,
      shippedAt: null,
      deliveredAt: null,
    },
    cart: { token: 't', quantity: 0, totalMinor: 0, currency: 'XXX', at: RECEIVED_AT },
    summary: { orders: 12, spentMinor: 100_000, currency: 'GBP', at: RECEIVED_AT },
  };
  const kept = { count: 2, from: RECEIVED_AT, to: RECEIVED_AT + HOUR };
  const spans = { orders: { ...kept, count: 3 }, kept, refunds: { ...kept, count: 1 } };
  const ofOrders = sumSource(
    2,
    { one: '', many: 'kept orders' },
    { from: RECEIVED_AT, to: RECEIVED_AT + HOUR },
    'order',
  );

  test('sums say from which events they were summed, newest things which event they come from', () => {
    const facts = buyingFacts(state, spans, retailModel, RECEIVED_AT + 2 * HOUR, 'UTC');
    expect(facts.map(({ name, value }) => [name, value])).toEqual([
      ['Orders', '2 orders, 5 items; 1 more cancelled'],
      ['Spent', '£81.00 in total, less refunds'],
      ['Average order', '£45.00'],
      ['Discounts', '10 % of the price before discounts'],
      ['Refunded', '10 % of what was paid'],
      ['Items at a time', '2.5 an order, 2.5 of one article'],
      ['Usual order', '2 items, 2 of one article'],
      ['First order', '2 hours ago'],
      ['Last order', '1 hour ago'],
      ['Newest cart', 'Empty'],
      ['By Shopify’s count', '12 orders, £1,000.00 in all'],
    ]);
    const sourceOf = (name: string) => facts.find((fact) => fact.name === name)?.source;
    expect(sourceOf('Average order')).toEqual(ofOrders);
    expect(sourceOf('Refunded')).toMatchObject({ kind: 'sum', of: '1 refund' });
    expect(sourceOf('Last order')).toEqual(eventSource('order', RECEIVED_AT + HOUR));
    expect(sourceOf('Newest cart')).toEqual(eventSource('cart', RECEIVED_AT));
  });

  test('amounts of several currencies are not added up, and no orders give no facts', () => {
    const abroad = { ...state.orders, grossMinor: { EUR: 100, GBP: 200 }, refundedMinor: {} };
    const facts = buyingFacts(
      { ...state, orders: abroad },
      spans,
      retailModel,
      RECEIVED_AT + HOUR,
      'UTC',
    );
    expect(facts.map(({ name }) => name)).not.toContain('Average order');
    expect(facts.find(({ name }) => name === 'Spent')?.value).toBe(
      '€1.00 and £2.00 in total, less refunds',
    );
    const none = { orders: null, kept: null, refunds: null };
    expect(buyingFacts(newProfile(RECEIVED_AT), none, retailModel, RECEIVED_AT, 'UTC')).toEqual([]);
  });
});

describe('what a person cares for', () => {
  test('engagement is counted by channel, of the kinds that happened', () => {
    const spans = new Map([
      ['mail.sent', { count: 4, from: RECEIVED_AT, to: RECEIVED_AT + HOUR }],
      ['mail.clicked', { count: 1, from: RECEIVED_AT + 2 * HOUR, to: RECEIVED_AT + 2 * HOUR }],
      ['order.placed', { count: 9, from: 0, to: 1 }],
    ]);
    expect(engagementFacts(spans)).toEqual([
      {
        name: 'Email',
        value: '4 emails sent, 1 click',
        source: {
          kind: 'sum',
          of: '5 events',
          from: RECEIVED_AT,
          to: RECEIVED_AT + 2 * HOUR,
          word: 'mail',
        },
      },
    ]);
  });

  test('products are named where their name is known, and summed by category', () => {
    const state: ProfileState = {
      ...newProfile(RECEIVED_AT),
      interests: [
        ['1', RECEIVED_AT, 'bought'],
        ['2', RECEIVED_AT, 'viewed'],
        ['3', RECEIVED_AT - 1, 'viewed'],
      ],
    };
    expect(interestFacts(state, NAMES).map(({ name, value }) => [name, value])).toEqual([
      ['Trail Shoe', 'Bought'],
      ['Product 2', 'Looked at'],
      ['Boot', 'Looked at'],
    ]);
    expect(categoryFacts(state, NAMES)).toEqual([
      {
        name: 'Category Shoes',
        value: '2 products, 1 bought',
        source: {
          kind: 'sum',
          of: '2 products',
          from: RECEIVED_AT - 1,
          to: RECEIVED_AT,
          word: 'order',
        },
      },
    ]);
  });
});

describe('a source in words', () => {
  const words = { time: (at: number) => `t${String(at)}`, date: (at: number) => `d${String(at)}` };
  const order = { key: 'event:1', word: 'order', at: 3, subject: '#1043' };
  const orders = { one: 'order', many: 'orders' };

  test.each([
    ['an order by its number', eventSource('order', 5), order, 'From the order #1043, t5'],
    ['an event that is no longer kept', eventSource('order', 5), null, 'From an order, t5'],
    ['an origin that was not kept', eventSource(null, 5), null, 'Received t5'],
    [
      'an origin found again',
      eventSource(null, 5),
      { ...order, subject: null },
      'From an order, t5',
    ],
    ['a kind without words', eventSource('planets', 5), null, 'From planets, t5'],
    [
      'a sum',
      sumSource(2, orders, { from: 1, to: 5 }, 'order'),
      null,
      'Summed from 2 orders, d1 to d5',
    ],
    [
      'a sum of one day',
      sumSource(1, orders, { from: 5, to: 5 }, 'order'),
      null,
      'Summed from 1 order, t5',
    ],
  ])('%s', (_, source, event, text) => {
    expect(sourceText(source, event, factOrigin(source, event), words)).toBe(text);
  });
});
