import { expect, test } from 'vitest';
import { allCountries } from './country.ts';
import { countryCode } from './country-code.ts';

test.each([
  ['DE', 'DE'],
  [' gb ', 'GB'],
  ['Germany', 'DE'],
  ['GERMANY', 'DE'],
  ['Deutschland', 'DE'],
  ['Allemagne', 'DE'],
  ['Österreich', 'AT'],
  ['Osterreich', 'AT'],
  ['UK', 'GB'],
  ['U.K.', 'GB'],
  ['United Kingdom', 'GB'],
  ['Great Britain', 'GB'],
  ['Vereinigtes Königreich', 'GB'],
  ['USA', 'US'],
  ['U.S.A.', 'US'],
  ['United States of America', 'US'],
  ['The Netherlands', 'NL'],
  ['Nederland', 'NL'],
  ['España', 'ES'],
  ['Schweiz', 'CH'],
  ['Czech Republic', 'CZ'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ["Côte d'Ivoire", 'CI'],
  ['日本', 'JP'],
  ['Россия', 'RU'],
  ['Hong Kong', 'HK'],
])('%s is %s', (text, code) => {
  expect(countryCode(text)).toBe(code);
});

test.each(['', '-', 'Europe', 'EU', 'XX', 'ZZ', 'Germanyland', 'constructor'])(
  '%o is no country',
  (text) => {
    expect(countryCode(text)).toBeNull();
  },
);

test('every country is found by its English name', () => {
  expect(allCountries().filter(({ code, name }) => countryCode(name) !== code)).toEqual([]);
});
