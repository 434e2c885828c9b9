import { expect, test } from 'vitest';
import { ordersInBrief } from './orders-in-brief.ts';

const EUR = { minor: 100, currency: 'EUR' };
const GBP = { minor: 8_100, currency: 'GBP' };

test.each([
  [0, [], 'None so far'],
  [3, [GBP], '3 orders, £81.00 of all time'],
  [3, [EUR, GBP], '3 orders, €1.00 and £81.00 of all time'],
  // Free of charge, or refunded in full.
  [1, [], '1 order of all time'],
])('%i orders for %j in brief', (orders, spent, words) => {
  expect(ordersInBrief({ orders, spent })).toBe(words);
});
