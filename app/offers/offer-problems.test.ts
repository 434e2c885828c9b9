import { expect, test } from 'vitest';
import { blankOffer, type OfferContent } from './offer-content.ts';
import { isStorePath, offerProblems } from './offer-problems.ts';

function fieldsOf(change: Partial<OfferContent>): string[] {
  return offerProblems({ ...blankOffer(), ...change }).map(({ field }) => field);
}

test('a new offer with usual settings can be published', () => {
  expect(fieldsOf({})).toEqual([]);
});

test.each<[string, Partial<OfferContent>, string[]]>([
  ['0%', { benefit: { kind: 'percentage', percent: 0 } }, ['value']],
  ['101%', { benefit: { kind: 'percentage', percent: 101 } }, ['value']],
  ['an amount of nothing', { benefit: { kind: 'amount', minor: 0 } }, ['value']],
  [
    'a gift without a product and a price',
    { benefit: { kind: 'gift_product', productId: '', title: '', minor: 0 } },
    ['gift', 'value'],
  ],
  [
    'a sample without a link',
    { benefit: { kind: 'sample', text: '', path: '' } },
    ['text', 'path'],
  ],
  [
    'payment terms for consumers',
    { benefit: { kind: 'payment_terms', text: '30 days', path: '/pages/terms' } },
    ['audience'],
  ],
  ['codes that expire at once', { expiresAfterHours: 0 }, ['expiry']],
  [
    'a budget of no codes and no cost',
    { codesPerMonth: 0, costPerMonthMinor: 0 },
    ['codes', 'cost'],
  ],
  ['a share of more than all orders', { mostDiscountedPercent: 101 }, ['share']],
  ['a margin of all', { marginFloorPercent: 100 }, ['margin']],
  [
    'a margin of an amount off any order',
    { marginFloorPercent: 20, benefit: { kind: 'amount', minor: 500 } },
    ['margin'],
  ],
])('%s is refused beside its field', (_, change, fields) => {
  expect(fieldsOf(change)).toEqual(fields);
});

test('a margin floor is refused while the margin is not known, and of shipping there is none', () => {
  const floor = { ...blankOffer(), marginFloorPercent: 20 };
  expect(offerProblems(floor, 'Not known.')).toEqual([{ field: 'margin', message: 'Not known.' }]);
  expect(offerProblems({ ...floor, benefit: { kind: 'free_shipping' } }, 'Not known.')).toEqual([]);
  expect(offerProblems(blankOffer(), 'Not known.')).toEqual([]);
});

test('a page of the store is a path that leads to no other site', () => {
  expect(['/pages/samples', '/', '/a?b=c#d'].filter(isStorePath)).toHaveLength(3);
  const others = ['', 'pages', 'https://evil.example', '//evil.example', '/\\evil.example', '/a b'];
  expect(others.filter(isStorePath)).toEqual([]);
});
