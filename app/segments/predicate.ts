import type { Signal } from '#app/profiles/profile-state.ts';
import type { NumberField } from './fields/number-fields.ts';
import type { ListField, TextField } from './fields/text-fields.ts';
import type { TimeField } from './fields/time-fields.ts';

/** What a condition on a fact of a profile may be about. */
export type PredicateField = NumberField | TextField | ListField | TimeField;

/** How a number is compared with one other. */
export type NumberComparison =
  'at_least' | 'at_most' | 'equal' | 'not_equal' | 'more_than' | 'fewer_than';

/**
 * A condition on a number. With a `currency` (ISO 4217) only money in it counts, without one it may be any
 * one. `between` has both ends within.
 */
export type NumberCondition =
  | { field: NumberField; is: NumberComparison; value: number; currency?: string }
  | { field: NumberField; is: 'between'; least: number; most: number; currency?: string };
/** A condition on a text; upper and lower case are the same. `not_` needs a text that is known. */
export type TextCondition =
  | { field: TextField; is: 'one_of' | 'not_one_of'; values: string[] }
  | {
      field: TextField;
      is: 'contains' | 'not_contains' | 'starts_with' | 'ends_with';
      value: string;
    };
/** A condition on several texts; upper and lower case are the same. */
export type ListCondition = {
  field: ListField;
  is: 'has_any' | 'has_all' | 'has_none';
  values: string[];
};
/** Whether anything is known at all. */
export type KnownCondition = { field: PredicateField; is: 'known' | 'unknown' };
/**
 * `within`: the moment lies in the last `days`; `before`: further back; `coming`: in the `days` to come. An
 * unknown moment is none of them. `days_ago`: at least `least` and less than `most` days back.
 */
export type WindowCondition =
  | { field: TimeField; is: 'within' | 'before' | 'coming'; days: number }
  | { field: TimeField; is: 'days_ago'; least: number; most: number };
/**
 * A condition on the calendar, by days such as `2026-01-31`; the days named are within. They are days of the shop,
 * whose `zone` (IANA) is put in with what conditions refer to: see `resolveReferences`. Without one they are of UTC.
 */
export type DateCondition = { zone?: string } & (
  | { field: TimeField; is: 'since' | 'until'; date: string }
  | { field: TimeField; is: 'from_to'; from: string; to: string }
);
/** `field` happened after `than`; true also when `than` never happened. */
export type OrderCondition = { field: TimeField; is: 'after'; than: TimeField };
/** How often in the last `days`; of long ago all of a day or month count at the moment of the last of them. */
export type SignalCondition =
  | { signal: Signal; is: NumberComparison; times: number; days: number }
  | { signal: Signal; is: 'between'; least: number; most: number; days: number };
/**
 * Whether the newest sign of interest in one of the products, or of the products of the collections, lies in the
 * last `days` and is at least as strong: to buy is more than to put in the cart, and that more than to look at.
 */
export type InterestCondition = {
  interest: Interest;
  is: 'within' | 'not_within';
  products: string[];
  collections: string[];
  days: number;
};
export type Interest = 'viewed' | 'carted' | 'bought';
/** Whether the predicate of another segment, by its key, holds. */
export type MembershipCondition = { segment: string; is: 'in' | 'not_in' };

/** A leaf of a predicate. Windows look back from the moment of evaluation; days are 24 hours. */
export type Condition =
  | NumberCondition
  | TextCondition
  | ListCondition
  | KnownCondition
  | WindowCondition
  | DateCondition
  | OrderCondition
  | SignalCondition
  | InterestCondition
  | MembershipCondition;

/** A tree of conditions on a person. */
export type Predicate =
  { all: Predicate[] } | { any: Predicate[] } | { not: Predicate } | Condition;

/** A named predicate with what it is for. */
export type Segment = {
  key: string;
  name: string;
  purpose: string;
  version: number;
  predicate: Predicate;
};
