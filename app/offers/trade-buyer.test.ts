import { expect, test } from 'vitest';
import { isTradeBuyer } from './trade-buyer.ts';

const nothing = { companies: [], tags: [] };

test('who buys for a company, has a tag of trade or an approved application is a trade buyer', () => {
  expect(isTradeBuyer(nothing, false)).toBe(false);
  expect(isTradeBuyer(nothing, true)).toBe(true);
  expect(isTradeBuyer({ ...nothing, companies: [['7', 1, 1]] }, false)).toBe(true);
  expect(isTradeBuyer({ ...nothing, tags: [['Wholesale', 1, 1]] }, false)).toBe(true);
  expect(isTradeBuyer({ ...nothing, tags: [['vip', 1, 1]] }, false)).toBe(false);
});

test('who left the company or lost the tag is none any more', () => {
  expect(isTradeBuyer({ companies: [['7', 2, 0]], tags: [['trade', 2, 0]] }, false)).toBe(false);
});
