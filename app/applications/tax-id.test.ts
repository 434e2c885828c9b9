import { expect, test } from 'vitest';
import { countryName } from '#app/lib/country.ts';
import { checkTaxId } from './tax-id.ts';

test.each([
  ['GB', 'GB 980 7806 84', 'valid'],
  ['GB', '980780684', 'valid'],
  ['GB', 'GB123456789', 'unconfirmed'],
  ['GB', 'GB123', 'malformed'],
  ['US', '12-3456789', 'valid'],
  ['DE', 'DE136695976', 'valid'],
  ['FR', 'FR 40 303 265 045', 'valid'],
  ['IE', 'ie 6433435f', 'valid'],
  ['JP', '7000012050002', 'valid'],
  ['KP', 'ANY 12345', 'unconfirmed'],
  ['KP', '<script>', 'malformed'],
  ['GB', '', 'malformed'],
] as const)('the tax number of %s %j is %s', (country, number, result) => {
  expect(checkTaxId(country, number)).toBe(result);
});

test.each([
  ['GB', 'United Kingdom'],
  ['JE', 'Jersey'],
  ['UK', null],
  ['XX', null],
  ['EU', null],
  ['gb', null],
  ['', null],
])('the country %j is called %j', (code, name) => {
  expect(countryName(code)).toBe(name);
});
