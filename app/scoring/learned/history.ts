import { DAY } from '#app/lib/duration.ts';
import type { ConsentState } from '#app/events/event.ts';
import { newestConsent } from '#app/profiles/newest-consent.ts';
import { newProfile, type ProfileState, type Signal } from '#app/profiles/profile.ts';
import { bounded, mergeBuckets } from '#app/profiles/signals.ts';

/** What happened to a person, by days: enough to know them as they were at any midnight (UTC). */
export type History = {
  profileId: string;
  /** `day` is days since 1970-01-01 UTC, `lastMs` milliseconds into it of the last one. */
  days: { signal: Signal; day: number; count: number; lastMs: number }[];
  consents: { channel: 'email' | 'sms'; state: ConsentState; at: number }[];
  /** `cancelledAt` is null for an order that was kept. Epoch milliseconds. */
  orders: { placedAt: number; cancelledAt: number | null }[];
};

/** How long after a moment an order counts as its outcome, and how far apart a person's moments are. */
export const OUTCOME_DAYS = 30;
/** Of whom nothing was seen for longer there is nothing to tell of. */
export const IN_PLAY_DAYS = 90;

/**
 * The days, as numbers, at whose first moment a person is looked at: every 30th, counted back from the last
 * whose outcome is known, and shifted by as many days as their id says. So no two of a person's outcomes
 * share a day, and the moments of all people are spread over the month and the week.
 * @param from first day that may be looked at, @param until the day whose first moment is known up to
 */
export function momentDays(profileId: string, from: number, until: number): number[] {
  const days: number[] = [];
  const shift = numberIn(profileId) % OUTCOME_DAYS;
  for (let day = until - OUTCOME_DAYS - shift; day >= from; day -= OUTCOME_DAYS) days.push(day);
  return days;
}

/** A number that an id gives, evenly spread because ids are hashes. */
export function numberIn(profileId: string): number {
  return Number.parseInt(profileId.slice(-8), 16);
}

/** Whether the person themselves was seen in the days before a day. */
export function isInPlay({ days }: History, day: number): boolean {
  return days.some(
    (one) =>
      one.day < day &&
      one.day >= day - IN_PLAY_DAYS &&
      one.signal !== 'mail_sent' &&
      one.signal !== 'banner_seen',
  );
}

/**
 * A profile as far as scores read it, as it was at the first moment of a day. Nothing from that moment on
 * goes in: days are whole, so each is either before or not.
 */
export function stateAt({ days, consents, orders }: History, day: number): ProfileState {
  const at = day * DAY;
  const signals: ProfileState['signals'] = {};
  for (const { signal, day: on, count, lastMs } of days)
    if (on < day) signals[signal] = mergeBuckets(signals[signal] ?? [], [[on, count, lastMs]]);
  const profile = newProfile(at);
  const state = { ...profile, signals: bounded(signals), consent: { ...profile.consent } };
  for (const { channel, state: value, at: uttered } of consents)
    if (uttered < at)
      state.consent[channel] = newestConsent(state.consent[channel], { value, at: uttered });
  const placed = orders.filter(({ placedAt }) => placedAt < at);
  const cancelled = placed.filter(({ cancelledAt }) => cancelledAt !== null && cancelledAt < at);
  state.orders = { ...profile.orders, placed: placed.length, cancelled: cancelled.length };
  return state;
}

/** Whether an order that was kept was placed within 30 days from the first moment of a day on. */
export function outcomeAfter({ orders }: History, day: number): 0 | 1 {
  const from = day * DAY;
  const to = from + OUTCOME_DAYS * DAY;
  return orders.some(
    ({ placedAt, cancelledAt }) => cancelledAt === null && placedAt >= from && placedAt < to,
  )
    ? 1
    : 0;
}
