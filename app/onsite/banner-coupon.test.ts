import { expect, test } from 'vitest';
import type { Coupon } from '#app/offers/coupon.ts';
import { bannerShowsCoupon, bannerWithCoupon } from './banner-coupon.ts';

const copy = {
  name: 'Offer',
  heading: '{{ coupon.words }} for you',
  text: 'Use {{coupon.code}} today.',
  actionLabel: 'Shop',
};
const coupon: Coupon = {
  code: 'A$&CDE',
  benefit: { kind: 'percentage', percent: 10 },
  currency: 'EUR',
  path: null,
  expiresAt: Date.parse('2026-12-01T12:00:00Z'),
  timeZone: 'UTC',
};

test('a banner says what was offered in the place that it names, whatever signs a code has', () => {
  expect(bannerShowsCoupon(copy)).toBe(true);
  expect(bannerWithCoupon(copy, { state: 'ready', coupon })).toMatchObject({
    heading: '10% off for you',
    text: 'Use A$&CDE today.',
    discountCode: 'A$&CDE',
  });
});

test('a banner without a code waits or is left out; one that names none shows none', () => {
  expect(bannerWithCoupon(copy, { state: 'pending' })).toBeNull();
  expect(bannerWithCoupon(copy, { state: 'gone' })).toBeNull();
  expect(bannerShowsCoupon({ ...copy, heading: 'Welcome', text: 'Back' })).toBe(false);
});

test('an offer without a code has a button that applies none', () => {
  const service: Coupon = {
    ...coupon,
    code: null,
    benefit: { kind: 'sample', text: 'A sample', path: '' },
  };
  const shown = bannerWithCoupon(copy, { state: 'ready', coupon: service });
  expect(shown).toMatchObject({ heading: 'A sample for you', text: 'Use  today.' });
  expect(shown).not.toHaveProperty('discountCode');
});
