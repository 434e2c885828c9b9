import { benefitWords } from '#app/offers/offer-words.ts';
import type { CouponState } from '#app/offers/coupon.ts';
import type { BannerCopy } from './banner-copy.ts';

/** What stands in a banner for the code that the journey offered, and for what it gives. */
const CODE = /\{\{ *coupon\.code *\}\}/g;
const WORDS = /\{\{ *coupon\.words *\}\}/g;

/** Whether a banner shows what the journey offered. */
export function bannerShowsCoupon({ heading, text }: BannerCopy): boolean {
  return [CODE, WORDS].some((pattern) => (heading + text).search(pattern) >= 0);
}

/** A banner with what the journey offered in its place. @returns null when that is not there, or not yet */
export function bannerWithCoupon(
  copy: BannerCopy,
  standing: CouponState,
): (BannerCopy & { discountCode?: string }) | null {
  if (standing.state !== 'ready') return null;
  const { code, benefit, currency } = standing.coupon;
  const words = benefitWords(benefit, currency);
  const filled = (text: string) => text.replace(CODE, () => code ?? '').replace(WORDS, () => words);
  return {
    ...copy,
    heading: filled(copy.heading),
    text: filled(copy.text),
    ...(code !== null && { discountCode: code }),
  };
}
