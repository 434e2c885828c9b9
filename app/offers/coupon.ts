import { DAY } from '#app/lib/duration.ts';
import type { OfferBenefit } from './offer-content.ts';

/** Why a message waits: its code is not in Shopify yet. */
export const CODE_PENDING = 'code_pending';

/** What waits for its code is let go as soon as that is there; else it is asked again after so long, milliseconds. */
export const CODE_WAIT_MS = DAY / 4;

/** What a person was offered, as messages of the run show it. */
export type Coupon = {
  /** Null for an offer that takes nothing off, and so needs none. */
  code: string | null;
  /** What they get. */
  benefit: OfferBenefit;
  /** ISO 4217, of the shop. */
  currency: string;
  /** The page of the store that it leads to, from its first slash on; null for where the message leads anyway. */
  path: string | null;
  /** Until when it holds, epoch milliseconds. */
  expiresAt: number;
  /** The shop's. */
  timeZone: string;
};

/** How the newest offer of a run stands. */
export type CouponState =
  | { state: 'ready'; coupon: Coupon }
  /** Shopify does not know its code yet. */
  | { state: 'pending' }
  /** Nothing was offered, or it was used, taken back or is over. */
  | { state: 'gone' };
