import { expect, test } from 'vitest';
import { nameOfCode } from './code-name.ts';

test.each([
  ['region', 'IE', 'Ireland'],
  ['region', 'not a country', 'not a country'],
  ['language', 'en-GB', 'British English'],
  ['language', 'de', 'German'],
  ['language', '', ''],
] as const)('the %s %j is called %j', (type, code, name) => {
  expect(nameOfCode(type, code)).toBe(name);
});
