import { expect, test } from 'vitest';
import { normalPhone } from './phone-number.ts';

test.each([
  ['+44 20 7946 0000', null, '+442079460000'],
  ['020 7946 0000', 'GB', '+442079460000'],
  ['442079460000', 'GB', '+442079460000'],
  ['0044 20 7946 0000', 'FR', '+442079460000'],
  ['(555) 555-0123', 'US', '+15555550123'],
  ['+33 6 12 34 56 78 ext. 5', 'GB', '+33612345678'],
  ['+49 30 901820', 'XX', '+4930901820'],
])('%j written in %s is %s', (text, region, expected) => {
  expect(normalPhone(text, region)).toBe(expected);
});

test.each([
  ['020 7946 0000', null],
  ['020 7946 0000', 'Neverland'],
  ['12345', 'GB'],
  ['call the shop', 'GB'],
  ['0000000000', 'GB'],
  ['', 'GB'],
])('%j written in %s is no number', (text, region) => {
  expect(normalPhone(text, region)).toBeNull();
});
