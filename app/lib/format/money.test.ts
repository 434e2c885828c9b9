import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMinor } from '../money.ts';
import { formatAmounts, formatMoney, formatWholeMoney } from './money.ts';

describe('formatMoney', () => {
  test.each([
    [123_450, 'GBP', '£1,234.50'],
    [0, 'GBP', '£0.00'],
    [-0, 'GBP', '£0.00'],
    [-500, 'GBP', '-£5.00'],
    [500, 'USD', '$5.00'],
    [500, 'CAD', 'CA$5.00'],
    [1_234, 'JPY', '¥1,234'],
    [5_000, 'UGX', 'UGX\u00a05,000'],
    [1_234_567, 'KWD', 'KWD\u00a01,234.567'],
    [12_345, 'CLF', 'CLF\u00a01.2345'],
    // The smallest unit is a hundredth, or a thousandth, though Intl shows none.
    [15_000_000, 'IDR', 'IDR\u00a0150,000'],
    [15_000_050, 'IDR', 'IDR\u00a0150,000.50'],
    [1_234_567, 'IQD', 'IQD\u00a01,234.567'],
    [0, 'XXX', '¤0.00'],
    [Number.NaN, 'GBP', '–'],
    [Number.POSITIVE_INFINITY, 'JPY', '–'],
  ])('%d of %s reads %s', (minor, currency, text) => {
    expect(formatMoney(minor, currency)).toBe(text);
  });

  test('another locale has its own marks', () => {
    expect(formatMoney(123_450, 'EUR', 'de')).toBe('1.234,50\u00a0€');
  });

  test('no part of an amount is rounded away, in any currency', () => {
    const currencies = fc.constantFrom(...Intl.supportedValuesOf('currency'));
    fc.assert(
      fc.property(fc.nat(10 ** 9), currencies, (minor, currency) => {
        const [shown = ''] = /\d[\d,.]*$/.exec(formatMoney(minor, currency)) ?? [];
        expect(toMinor(shown.replaceAll(',', ''), currency)).toBe(minor);
      }),
    );
  });
});

test.each([
  [5_000, 'GBP', '£5,000'],
  [25_000, 'JPY', '¥25,000'],
  [0.4, 'KWD', 'KWD\u00a00'],
  [-0.4, 'EUR', '€0'],
  [Number.NaN, 'EUR', '–'],
])('%d whole units of %s read %s', (amount, currency, text) => {
  expect(formatWholeMoney(amount, currency)).toBe(text);
});

test.each([
  [[], null],
  [[{ minor: 100, currency: 'EUR' }], '€1.00'],
  [
    [
      { minor: 100, currency: 'EUR' },
      { minor: 200, currency: 'GBP' },
    ],
    '€1.00 and £2.00',
  ],
])('amounts of several currencies, %j, read %s', (amounts, text) => {
  expect(formatAmounts(amounts)).toBe(text);
});
