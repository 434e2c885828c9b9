import { expect, test } from 'vitest';
import { bulkAllocation } from '#tests/fixtures/bulk-order.ts';
import { codesPayload } from './code-amounts.ts';

test('each code took off what was allocated of it to lines and shipping, whatever else was taken off', () => {
  const order = {
    currencyCode: 'GBP',
    discountCodes: ['ten', 'SHIP'],
    shippingLine: { discountAllocations: [bulkAllocation('SHIP', '4.95')] },
  };
  const lines = [
    { discountAllocations: [bulkAllocation('TEN', '1.10'), bulkAllocation('OTHER', '9.00')] },
    { discountAllocations: [bulkAllocation('TEN', '0.2')] },
    {},
  ];
  expect(codesPayload(order, lines)).toEqual([
    { code: 'ten', amount: '1.30' },
    { code: 'SHIP', amount: '4.95' },
  ]);
});

test.each([
  ['nothing is allocated of it', []],
  ['an amount cannot be read', [bulkAllocation('TEN', '1.00'), bulkAllocation('TEN', 'much')]],
])('what a code took off is not known when %s', (_why, discountAllocations) => {
  const order = { currencyCode: 'GBP', discountCodes: ['TEN'], shippingLine: null };
  expect(codesPayload(order, [{ discountAllocations }])).toEqual([{ code: 'TEN', amount: null }]);
});
