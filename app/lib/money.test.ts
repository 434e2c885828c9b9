import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCurrency, toDecimal, toMinor } from './money.ts';

describe('toMinor', () => {
  test.each([
    ['12.50', 'GBP', 1_250],
    ['12.5', 'GBP', 1_250],
    ['12', 'GBP', 1_200],
    ['0.00', 'GBP', 0],
    ['0.29', 'USD', 29],
    ['1999', 'JPY', 1_999],
    ['1999.00', 'JPY', 1_999],
    ['1.234', 'KWD', 1_234],
    ['1.2', 'KWD', 1_200],
    ['10.500', 'EUR', 1_050],
    ['150000.00', 'IDR', 15_000_000],
    ['100000000000.00', 'USD', 10 ** 13],
  ])('reads %s %s as %i smallest units', (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor);
  });

  test.each([
    ['', 'GBP'],
    ['example string', 'GBP'],
    ['-1.00', 'GBP'],
    ['1,50', 'GBP'],
    ['1e3', 'GBP'],
    ['.50', 'GBP'],
    ['1.', 'GBP'],
    [' 1.00', 'GBP'],
    ['1.005', 'GBP'],
    ['1.50', 'JPY'],
    ['100000000000.01', 'USD'],
    ['99999999999999999999', 'USD'],
  ])('refuses %j %s instead of rounding or guessing', (amount, currency) => {
    expect(toMinor(amount, currency)).toBeNull();
  });

  test('keeps every amount of a two-digit currency exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (minor) => {
        const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
        expect(toMinor(text, 'EUR')).toBe(minor);
      }),
    );
  });
});

test('only ISO 4217 codes are currencies', () => {
  expect(['GBP', 'JPY', 'KWD', 'RSD'].every(isCurrency)).toBe(true);
  expect(['gbp', 'XXX', 'ABC', 'example string', ''].some(isCurrency)).toBe(false);
});

test.each([
  [0, 'GBP', '0.00'],
  [5, 'GBP', '0.05'],
  [-5, 'GBP', '-0.05'],
  [123_450, 'GBP', '1234.50'],
  [0, 'JPY', '0'],
  [1_234, 'JPY', '1234'],
  [7, 'KWD', '0.007'],
  [12_345, 'CLF', '1.2345'],
])('%i smallest units of %s are %s as a decimal text', (minor, currency, text) => {
  expect(toDecimal(minor, currency)).toBe(text);
});
