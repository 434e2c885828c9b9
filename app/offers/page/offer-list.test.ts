import { expect, test } from 'vitest';
import { budgetUsed } from './offer-list.ts';

test('of two budgets the one that is closer to its end counts; beyond its end it is full', () => {
  const none = { issued: 30, costMinor: 900, codesPerMonth: null, costPerMonthMinor: null };
  expect(budgetUsed(none)).toBeNull();
  expect(budgetUsed({ ...none, codesPerMonth: 60 })).toBe(0.5);
  expect(budgetUsed({ ...none, codesPerMonth: 60, costPerMonthMinor: 1_000 })).toBe(0.9);
  expect(budgetUsed({ ...none, codesPerMonth: 10 })).toBe(1);
});
