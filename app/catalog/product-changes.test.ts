import { expect, test } from 'vitest';
import { productChanges, type ProductStanding } from './product-changes.ts';

const AT = 1_000;

function standing(priceMinor: number | null, changed: Partial<ProductStanding> = {}) {
  const canBeBought = priceMinor !== null;
  return { productId: '1', canBeBought, priceMinor, currency: 'GBP', ...changed };
}

test.each<[string, ProductStanding[], ProductStanding[], object[]]>([
  ['is back', [standing(null)], [standing(1_000)], [{ kind: 'restocked', productId: '1', at: AT }]],
  [
    'costs less',
    [standing(1_000)],
    [standing(950)],
    [{ kind: 'reduced', productId: '1', at: AT, fromMinor: 1_000, toMinor: 950, currency: 'GBP' }],
  ],
  ['costs hardly less', [standing(1_000)], [standing(951)], []],
  ['costs more', [standing(1_000)], [standing(1_100)], []],
  ['is sold out now', [standing(1_000)], [standing(null)], []],
  ['is still sold out', [standing(null)], [standing(null)], []],
  ['is new', [], [standing(1_000)], []],
  ['is priced in another currency', [standing(1_000)], [standing(5, { currency: 'EUR' })], []],
])('a product that %s', (_, before, after, expected) => {
  expect(productChanges(before, after, AT)).toEqual(expected);
});
