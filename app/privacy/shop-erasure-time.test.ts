import { expect, test } from 'vitest';
import { shopErasureTime } from './shop-erasure-time.ts';

test('a shop that is installed is never erased', () => {
  expect(shopErasureTime(null)).toBeNull();
});

test('a shop may be erased 48 hours after our own record of its uninstallation', () => {
  expect(shopErasureTime(Date.UTC(2026, 9, 1))).toBe(Date.UTC(2026, 9, 3));
});
