import type { Signal } from '#app/profiles/profile.ts';

/** Plain facts of a profile that a segment may ask about. `null` means not known. */
export type NumberField = 'orders' | 'spent' | 'average_order' | 'cart_value' | 'intent' | 'fit' | 'score';
export type TextField = 'country' | 'locale' | 'email_domain' | 'company' | 'email_consent';
export type TimeField =
  | 'first_seen'
  | 'last_seen'
  | 'first_order'
  | 'last_order'
  | 'last_cart'
  | 'last_checkout'
  | 'last_delivered';

/**
 * A question about a person. Windows look back from the moment of asking; days are 24 hours.
 * `within`: the moment lies in the last `days`; `before`: it lies further back (an unknown moment is neither).
 */
export type Predicate =
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
  | { field: NumberField; is: 'at_least' | 'at_most' | 'equal'; value: number }
  | { field: TextField; is: 'one_of'; values: string[] }
  | { field: TimeField; is: 'known' | 'unknown' }
  | { field: TimeField; is: 'within' | 'before'; days: number }
  /** `later` happened after `earlier`; true also when `earlier` never happened. */
  | { field: TimeField; is: 'after'; than: TimeField }
  | { signal: Signal; is: 'at_least' | 'fewer_than'; times: number; days: number };

/** A named question with what it is for. */
export type Segment = {
  key: string;
  name: string;
  purpose: string;
  version: number;
  predicate: Predicate;
};
