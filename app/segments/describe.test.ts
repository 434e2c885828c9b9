import { describe as group, expect, it } from 'vitest';
import { describe } from './describe.ts';
import type { Predicate } from './predicate.ts';

group('a question in plain words', () => {
  it.each<[string, Predicate]>([
    ['everybody', { all: [] }],
    ['nobody', { any: [] }],
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
  ])('reads "%s"', (text, predicate) => {
    expect(describe(predicate)).toBe(text);
  });
});
