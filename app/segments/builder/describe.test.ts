import { describe as group, expect, it } from 'vitest';
import type { Predicate } from '#app/segments/predicate.ts';
import { describePredicate } from './describe.ts';

const names = {
  segment: (key: string) => (key === 'loyal' ? 'Loyal' : null),
  product: (id: string) => (id === '1' ? 'Candle' : null),
  collection: (id: string) => (id === '3' ? 'Gifts' : null),
};

group('a predicate in plain words', () => {
  it.each<[string, Predicate]>([
    ['all people', { all: [] }],
    ['no one', { any: [] }],
    ['orders at least 2', { all: [{ field: 'orders', is: 'at_least', value: 2 }] }],
    ['amount spent exactly 500 in the smallest unit', { field: 'spent', is: 'equal', value: 500 }],
    ['country is GB or IE', { field: 'country', is: 'one_of', values: ['GB', 'IE'] }],
    ['company unknown', { field: 'company', is: 'unknown' }],
    ['last order in the last 1 day', { field: 'last_order', is: 'within', days: 1 }],
    [
      'last cart change after the last order, if any',
      { field: 'last_cart', is: 'after', than: 'last_order' },
    ],
    [
      'fewer than 3 product views in the last 14 days',
      { signal: 'product_viewed', is: 'fewer_than', times: 3, days: 14 },
    ],
    [
      'not (company known and country is GB)',
      {
        not: {
          any: [
            {
              all: [
                { field: 'company', is: 'known' },
                { field: 'country', is: 'one_of', values: ['GB'] },
              ],
            },
          ],
        },
      },
    ],
    [
      'last order 60 days ago or longer and not (intent at most 10 or company known)',
      {
        all: [
          { field: 'last_order', is: 'before', days: 60 },
          {
            not: {
              any: [
                { field: 'intent', is: 'at_most', value: 10 },
                { field: 'company', is: 'known' },
              ],
            },
          },
        ],
      },
    ],
    [
      'amount spent between £500.00 and £1,000.50',
      { field: 'spent', is: 'between', least: 50_000, most: 100_050, currency: 'GBP' },
    ],
    [
      'country is known and not GB or IE',
      { field: 'country', is: 'not_one_of', values: ['GB', 'IE'] },
    ],
    ['email address ends with ".edu"', { field: 'email', is: 'ends_with', value: '.edu' }],
    ['tags have all of vip, gold', { field: 'tags', is: 'has_all', values: ['vip', 'gold'] }],
    ['last order 30 to 60 days ago', { field: 'last_order', is: 'days_ago', least: 30, most: 60 }],
    [
      'last order on or after 31 Jan 2026',
      { field: 'last_order', is: 'since', date: '2026-01-31' },
    ],
    [
      'next order as expected in the 7 days to come',
      { field: 'next_order', is: 'coming', days: 7 },
    ],
    [
      'more than 1,200 page views in the last 30 days',
      { signal: 'page_viewed', is: 'more_than', times: 1_200, days: 30 },
    ],
    ['exactly 1 search in the last 1 day', { signal: 'searched', is: 'equal', times: 1, days: 1 }],
    [
      'has not bought Candle or product 2 or products of Gifts in the last 30 days',
      {
        interest: 'bought',
        is: 'not_within',
        products: ['1', '2'],
        collections: ['3'],
        days: 30,
      },
    ],
    ['not in the segment Loyal', { segment: 'loyal', is: 'not_in' }],
    ['a question that makes no sense', { field: 'spent', is: 'at_least', value: Number.NaN }],
  ])('reads "%s"', (text, predicate) => {
    expect(describePredicate(predicate, names)).toBe(text);
  });
});
