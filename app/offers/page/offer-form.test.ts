import { expect, test } from 'vitest';
import { blankOffer, OfferContent } from '#app/offers/offer-content.ts';
import { offerFormOf, readOfferForm, type OfferForm } from './offer-form.ts';

const blank = blankOffer();
const form = offerFormOf(blank, 'GBP');
const shop = { currency: 'GBP', margin: { percent: 45, unknown: null } } as const;

function errorsOf(change: Partial<OfferForm>): Record<string, string> {
  return readOfferForm({ ...form, ...change }, blank.who, shop).errors;
}

test.each<[string, Partial<OfferContent>]>([
  ['with usual settings', {}],
  ['of an amount', { benefit: { kind: 'amount', minor: 1_250 } }],
  [
    'of free shipping that expires within hours',
    { benefit: { kind: 'free_shipping' }, expiresAfterHours: 36 },
  ],
  ['of a gift', { benefit: { kind: 'gift_product', productId: '7', title: 'Cap', minor: 900 } }],
  ['of a sample', { benefit: { kind: 'sample', text: 'A sample', path: '/pages/sample' } }],
  [
    'with every limit',
    {
      codesPerMonth: 100,
      costPerMonthMinor: 50_000,
      marginFloorPercent: 12.5,
      mostDiscountedPercent: 20,
      minimumSubtotalMinor: 3_000,
      combines: true,
      oncePerCustomer: false,
      audience: 'trade',
    },
  ],
])('an offer %s is the same after its form was read', (_, change) => {
  const offer = { ...blank, ...change };
  const { content, errors } = readOfferForm(offerFormOf(offer, 'GBP'), offer.who, shop);
  expect(errors).toEqual({});
  expect(content).toEqual(offer);
  expect(OfferContent.parse(content)).toEqual(offer);
});

test.each<[string, Partial<OfferForm>, string[]]>([
  ['no name', { name: ' ' }, ['name']],
  ['a percentage above 100', { percent: '101' }, ['percent']],
  ['a percentage in words', { percent: 'ten' }, ['percent']],
  ['an amount with three decimals', { kind: 'amount', amount: '1.234' }, ['amount']],
  ['a text without a page', { kind: 'catalogue', text: 'Our catalogue', path: '' }, ['path']],
  ['half a day', { coolDownDays: '0.5' }, ['coolDownDays']],
  ['a code that never expires', { expiresAfter: '' }, ['expiresAfter']],
  [
    'a budget of nothing',
    { codesPerMonth: '0', costPerMonth: '0' },
    ['codesPerMonth', 'costPerMonth'],
  ],
])('%s is said beside the field', (_, change, fields) => {
  expect(Object.keys(errorsOf(change)).sort()).toEqual(fields.sort());
});

test('a margin floor cannot be set while it is not known what products cost', () => {
  const typed = { ...form, marginFloor: '20' };
  const unknown = { currency: 'GBP', margin: { percent: null, unknown: 'costs' } } as const;
  expect(Object.keys(readOfferForm(typed, blank.who, unknown).errors)).toEqual(['marginFloor']);
  expect(readOfferForm(typed, blank.who, shop).errors).toEqual({});
  expect(readOfferForm(form, blank.who, unknown).errors).toEqual({});
  const shipping = readOfferForm({ ...typed, kind: 'free_shipping' }, blank.who, unknown);
  expect(shipping).toMatchObject({ errors: {}, content: { marginFloorPercent: null } });
});
