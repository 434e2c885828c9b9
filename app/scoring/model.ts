import type { ConsentState } from '#app/events/event.ts';
import type { Countable } from '#app/lib/format/count.ts';
import type { Signal } from '#app/profiles/profile-state.ts';

/** What one kind of behaviour is worth. Each signal has at most one rule in a model. */
export type SignalRule = {
  signal: Signal;
  label: Countable;
  /** For one occurrence at the moment it happens; negative takes points away. */
  points: number;
  /** The most this signal may add or take away in all; always positive. */
  cap: number;
  /** Days until a point is worth half; always positive. */
  halfLifeDays: number;
};

/** What a fit rule may ask. None of it depends on the time, so that fit never changes by time alone. */
export type FitCondition =
  | { trait: 'customerId' | 'email' | 'phone' | 'country' | 'locale' | 'company'; is: 'known' }
  | { trait: 'country' | 'locale' | 'company'; is: 'one_of'; values: string[] }
  | { consent: 'email' | 'sms'; is: 'one_of'; values: ConsentState[] }
  /**
   * Of what was ordered: orders not cancelled, pieces of such an order on average, or the percentage that came back
   * (see `shareReturned`).
   */
  | { orders: 'kept' | 'pieces' | 'returned'; is: 'at_least'; value: number }
  /** Days from one order to the next on average, of those who ordered more than once. */
  | { orders: 'gap'; is: 'at_most'; value: number };

/** Points for who the person is, all or none. */
export type FitRule = { label: string; when: FitCondition; points: number };

/** The lowest intent for each digit and the lowest fit for each letter; below the last it is 4 or D. */
export type GradeThresholds = {
  digits: { 1: number; 2: number; 3: number };
  letters: { A: number; B: number; C: number };
};

/** Everything a score depends on besides the profile and the time. Rules are summed in the order given. */
export type ScoreModel = {
  version: number;
  signals: SignalRule[];
  fit: FitRule[];
  thresholds: GradeThresholds;
  /** How much of the single number is intent, 0 to 1; the rest is fit. */
  intentShare: number;
};
