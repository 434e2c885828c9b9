import { expect, test } from 'vitest';
import { HOUR } from '#app/lib/duration.ts';
import { productChanges, type ProductStanding } from './product-changes.ts';

const AT = 100 * HOUR;

/** A product with its variants that can be bought, by the price of each. */
function standing(
  prices: Record<string, number>,
  changed: Partial<ProductStanding> = {},
): ProductStanding {
  const variants = Object.entries(prices).map(([id, priceMinor]) => {
    return { id, priceMinor, currency: 'GBP' };
  });
  return { productId: '1', isListed: true, soldOutAt: null, variants, ...changed };
}

function soldOutFor(hours: number, changed: Partial<ProductStanding> = {}): ProductStanding {
  return standing({}, { soldOutAt: AT - hours * HOUR, ...changed });
}

const euros = standing({}, { variants: [{ id: 'a', priceMinor: 5, currency: 'EUR' }] });
const restocked = { kind: 'restocked', productId: '1', at: AT };
const reduced = { kind: 'reduced', productId: '1', at: AT, currency: 'GBP' };

test.each<[string, ProductStanding[], ProductStanding[], object[]]>([
  ['is back', [soldOutFor(12)], [standing({ a: 1_000 })], [restocked]],
  ['was sold out for a night only', [soldOutFor(11)], [standing({ a: 1_000 })], []],
  ['was sold out since no one knows when', [standing({})], [standing({ a: 1_000 })], []],
  ['was a draft', [soldOutFor(99, { isListed: false })], [standing({ a: 1_000 })], []],
  ['was a draft with stock', [standing({ a: 1 }, { isListed: false })], [standing({ a: 1 })], []],
  ['is back but not listed', [soldOutFor(99)], [standing({ a: 1_000 }, { isListed: false })], []],
  [
    'costs less',
    [standing({ a: 1_000 })],
    [standing({ a: 950 })],
    [{ ...reduced, variantId: 'a', fromMinor: 1_000, toMinor: 950 }],
  ],
  [
    'costs less in the larger sizes',
    [standing({ a: 500, b: 1_000, c: 1_000 })],
    [standing({ a: 500, b: 800, c: 700 })],
    [{ ...reduced, variantId: 'c', fromMinor: 1_000, toMinor: 700 }],
  ],
  ['costs hardly less', [standing({ a: 1_000 })], [standing({ a: 951 })], []],
  ['costs more', [standing({ a: 1_000 })], [standing({ a: 1_100 })], []],
  ['costs nothing as before', [standing({ a: 0 })], [standing({ a: 0 })], []],
  ['costs nothing by mistake', [standing({ a: 1_000 })], [standing({ a: 0 })], []],
  ['has its small size back', [standing({ b: 1_000 })], [standing({ a: 500, b: 1_000 })], []],
  ['is sold out now', [standing({ a: 1_000 })], [soldOutFor(0)], []],
  ['is still sold out', [soldOutFor(99)], [soldOutFor(99)], []],
  ['is new', [], [standing({ a: 1_000 })], []],
  ['is priced in another currency', [standing({ a: 1_000 })], [euros], []],
])('a product that %s', (_, before, after, expected) => {
  expect(productChanges(before, after, AT)).toEqual(expected);
});
