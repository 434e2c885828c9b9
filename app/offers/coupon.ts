import { DAY } from '#app/lib/duration.ts';

/** Why a message waits: its code is not in Shopify yet. */
export const CODE_PENDING = 'code_pending';

/** What waits for its code is let go as soon as that is there; else it is asked again after so long, milliseconds. */
export const CODE_WAIT_MS = DAY / 4;

/** What a person was offered, as messages of the run show it. */
export type Coupon = {
  /** Null for an offer that takes nothing off, and so needs none. */
  code: string | null;
  /** What they get, in a few words. */
  words: string;
  /** The page of the store that it leads to, from its first slash on; null for where the message leads anyway. */
  path: string | null;
  /** Until when it holds, as a date in the shop's zone. */
  until: string;
};

/** How the newest offer of a run stands. */
export type CouponState =
  | { state: 'ready'; coupon: Coupon }
  /** Shopify does not know its code yet. */
  | { state: 'pending' }
  /** Nothing was offered, or it was used, taken back or is over. */
  | { state: 'gone' };
