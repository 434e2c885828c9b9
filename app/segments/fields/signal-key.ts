import { DAY } from '#app/lib/duration.ts';
import { SIGNALS, type ProfileState, type Signal } from '#app/profiles/profile-state.ts';
import { intentParts, momentOfBucket, newestMoment } from '#app/scoring/intent.ts';
import type { ScoreModel } from '#app/scoring/model.ts';

/** The place of each signal among the keys. Stored rows rely on it: give a new signal a new number. */
export const SIGNAL_NUMBERS: Record<Signal, number> = {
  page_viewed: 0,
  product_viewed: 1,
  cart_changed: 2,
  checkout_started: 3,
  order_placed: 4,
  order_cancelled: 5,
  refunded: 6,
  mail_sent: 7,
  mail_clicked: 8,
  mail_bounced: 9,
  unsubscribed: 10,
  banner_seen: 11,
  banner_clicked: 12,
  applied: 13,
  searched: 14,
  ticket_opened: 15,
  reviewed_well: 16,
  reviewed_badly: 17,
};

/** Milliseconds between the keys of two signals: more than any moment, until the year 2527. */
export const SIGNAL_STRIDE = 2 ** 44;

/**
 * A moment of a signal as one number, so that all buckets of a person make one ascending list, in which the count
 * of any window is found by halving.
 * @param at epoch milliseconds; what is before 1970 counts as just before it
 */
export function signalKey(signal: Signal, at: number): number {
  return SIGNAL_NUMBERS[signal] * SIGNAL_STRIDE + Math.max(at, -0.5);
}

/** The keys of all buckets, ascending, and how much there was of everything up to each. */
export function signalColumns(signals: ProfileState['signals']): { at: number[]; sum: number[] } {
  const buckets = SIGNALS.flatMap((signal) =>
    (signals[signal] ?? []).map((bucket) => ({
      key: signalKey(signal, momentOfBucket(bucket)),
      count: bucket[1],
    })),
  ).sort((a, b) => a.key - b.key);
  let total = 0;
  return { at: buckets.map(({ key }) => key), sum: buckets.map(({ count }) => (total += count)) };
}

/**
 * What each signal adds to the intent or takes from it at one moment, without sign and before the cap, at the place
 * of the signal's number; the moment is the newest of any signal, null when there is none.
 */
export function pointColumns(
  model: ScoreModel,
  profile: ProfileState,
): { at: number | null; sizes: number[] } {
  let at: number | null = null;
  for (const signal of SIGNALS) {
    const newest = newestMoment(profile.signals[signal]);
    if (newest !== null && (at === null || newest > at)) at = newest;
  }
  if (at === null) return { at, sizes: [] };
  const sizes: number[] = [];
  for (const { rule, amount, anchor, rate } of intentParts(model, profile, at)) {
    const place = SIGNAL_NUMBERS[rule.signal];
    while (sizes.length <= place) sizes.push(0);
    sizes[place] = amount * Math.exp((anchor - at) * rate);
  }
  return { at, sizes };
}

/** A length of time as whole milliseconds: a window of a part of a day may end between two. */
export function wholeMs(days: number): number {
  return Math.ceil(days * DAY);
}
