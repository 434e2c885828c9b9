import type { Signal } from '#app/profiles/profile.ts';

/**
 * Plain facts of a profile that a segment may ask about. `null` means not known; comparing it is a no.
 * Money is in the smallest unit of its currency, and not known when it came in several currencies.
 * `orders` leaves out cancelled ones. `discount_share` is the percentage of the full prices that discounts took
 * off, `refund_rate` the percentage of what was paid that was paid back.
 */
export type NumberField =
  | 'orders'
  | 'spent'
  | 'average_order'
  | 'discount_share'
  | 'refund_rate'
  | 'cart_value'
  | 'intent'
  | 'fit'
  | 'score';
export type TextField =
  | 'country'
  | 'region'
  | 'locale'
  | 'email_domain'
  | 'company'
  | 'email_consent'
  | 'first_source'
  | 'last_source'
  | 'last_campaign';
/** `last_cart`: the newest change of a basket that left something in it; `last_checkout`: the newest start. */
export type TimeField =
  | 'first_seen'
  | 'last_seen'
  | 'first_order'
  | 'last_order'
  | 'last_cart'
  | 'last_checkout'
  | 'last_delivered';

/** A question about a number. */
export type NumberQuestion = {
  field: NumberField;
  is: 'at_least' | 'at_most' | 'equal';
  value: number;
};
/** A question about a text; upper and lower case differ. */
export type TextQuestion = { field: TextField; is: 'one_of'; values: string[] };
/** Whether anything is known at all. */
export type KnownQuestion = { field: TextField | TimeField; is: 'known' | 'unknown' };
/** `within`: the moment lies in the last `days`; `before`: further back. An unknown moment is neither. */
export type WindowQuestion = { field: TimeField; is: 'within' | 'before'; days: number };
/** `field` happened after `than`; true also when `than` never happened. */
export type OrderQuestion = { field: TimeField; is: 'after'; than: TimeField };
/** How often in the last `days`; a UTC day's occurrences all count at the moment of the last of them. */
export type SignalQuestion = {
  signal: Signal;
  is: 'at_least' | 'fewer_than';
  times: number;
  days: number;
};

/** A question about a person. Windows look back from the moment of asking; days are 24 hours. */
export type Predicate =
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
  | NumberQuestion
  | TextQuestion
  | KnownQuestion
  | WindowQuestion
  | OrderQuestion
  | SignalQuestion;

/** A named question with what it is for. */
export type Segment = {
  key: string;
  name: string;
  purpose: string;
  version: number;
  predicate: Predicate;
};
