import { expect, test } from 'vitest';
import { bindContext } from './mail-context.ts';
import { personContext, type LoadedPerson } from './person.ts';

const REDUCED = { variantId: '11', fromMinor: 1_000, currency: 'GBP' };

/** A mail that says of variant 11 that it costs less than 10.00. */
function skipReason(unitMinor: number, changed: { variantId?: string; currency?: string } = {}) {
  const { variantId = '11', currency = 'GBP' } = changed;
  const named = { productId: '1', variantId, title: 'Hat', variantTitle: null };
  const loaded: LoadedPerson = {
    product: { line: { ...named, quantity: 1, unitMinor }, currency },
    asksProduct: true,
    reduced: REDUCED,
    collection: null,
  };
  const about = bindContext(personContext, loaded);
  return about.nothingToShow(about.shownLines(() => false));
}

test.each<[string, string | null, string | null]>([
  ['costs 5 % less still', skipReason(950), null],
  ['costs hardly less by now', skipReason(951), 'price_not_lower'],
  ['costs as much as before', skipReason(1_000), 'price_not_lower'],
  ['is gone, and another one is cheap', skipReason(500, { variantId: '12' }), 'price_not_lower'],
  ['is priced in another currency', skipReason(500, { currency: 'EUR' }), 'price_not_lower'],
])('an email of a lower price is skipped unless it is true: the variant %s', (_, is, expected) => {
  expect(is).toBe(expected);
});
