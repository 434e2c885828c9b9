import { expect, test } from 'vitest';
import { normalEmail } from './email-address.ts';

test.each([
  [' Ada@Example.COM ', 'ada@example.com'],
  ["o'neil+list@shop.example", "o'neil+list@shop.example"],
  ['example string', null],
  ['ada@', null],
  ['', null],
  [`${'a'.repeat(250)}@example.com`, null],
])('%j is normalised to %j', (text, address) => {
  expect(normalEmail(text)).toBe(address);
});
