import { expect, test } from 'vitest';
import { bannerShowsCoupon, bannerWithCoupon } from './banner-coupon.ts';

const copy = {
  name: 'Offer',
  heading: '{{ coupon.words }} for you',
  text: 'Use {{coupon.code}} today.',
  actionLabel: 'Shop',
};
const coupon = { code: 'A$&CDE', words: '10% off', path: null, until: '1 Dec 2026, 12:00' };

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
  const service = { ...coupon, code: null, words: 'A sample' };
  const shown = bannerWithCoupon(copy, { state: 'ready', coupon: service });
  expect(shown).toMatchObject({ heading: 'A sample for you', text: 'Use  today.' });
  expect(shown).not.toHaveProperty('discountCode');
});
