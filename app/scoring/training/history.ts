import { DAY } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState, Signal } from '#app/profiles/profile-state.ts';
import { profileAsOf, type KeptEvent } from '#app/profiles/profile-as-of.ts';
import { signalOf } from '#app/profiles/signals.ts';

/** What happened to a person. Times are epoch milliseconds. */
export type History = {
  profileId: string;
  firstSeenAt: number;
  events: readonly KeptEvent[];
  /** When orders were placed; those that were cancelled since are left out. */
  keptOrders: readonly number[];
};

/** How long after a moment an order counts as its outcome, and how far apart a person's moments are. */
export const OUTCOME_DAYS = 30;
/** A person of whom nothing was seen for longer is left out. */
export const IN_PLAY_DAYS = 90;

/** What the shop does by its own choice: it shows whom the shop wrote to, not who is about to buy. */
const SHOP_SIGNALS: readonly Signal[] = ['mail_sent', 'banner_seen'];

/**
 * What follows from an order and is done by the shop or to the person: money paid back, a cancellation, a mail that
 * does not arrive. Those who ordered most have most of it, so it says neither that a customer is about to buy, nor that
 * they are in play.
 */
const DONE_TO_THEM: readonly Signal[] = ['refunded', 'order_cancelled', 'mail_bounced'];

/** Whether a signal is something the person did. */
function isTheirs(signal: Signal): boolean {
  return !SHOP_SIGNALS.includes(signal) && !DONE_TO_THEM.includes(signal);
}

/** Signals that are not learned from: what the shop does by its own choice, and what follows from having ordered. */
export const UNLEARNED_SIGNALS: readonly Signal[] = [
  ...SHOP_SIGNALS,
  'refunded',
  'order_cancelled',
];

/**
 * The days, as numbers since 1970-01-01 UTC, before which a person is looked at: every 30th, counted back from
 * the last whose outcome is known, and shifted by as many days as their id says. So no two of a person's
 * outcomes share a day, and the moments of all people are spread over the month and the week.
 * @param from first day that may be looked at, @param until the day up to which everything is known
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

/** Whether the person themselves did something in the 90 days before a day. */
export function isInPlay({ events }: History, day: number): boolean {
  const before = day * DAY;
  return events.some(({ at, payload }) => {
    if (at >= before || at < before - IN_PLAY_DAYS * DAY) return false;
    const signal = signalOf(payload);
    return signal !== null && isTheirs(signal);
  });
}

/** The last moment before a day, epoch milliseconds. */
export function momentBefore(day: number): number {
  return day * DAY - 1;
}

/**
 * What scores read of a profile as it was just before a day. Nothing from that day on goes in, and nothing of
 * what is known today: what was not received before it is not known.
 */
export function stateBefore({ firstSeenAt, events }: History, day: number): ProfileState {
  return profileAsOf(newProfile(firstSeenAt), events, momentBefore(day));
}

/** Whether an order that was kept was placed within the 30 days that begin with a day. */
export function outcomeFrom({ keptOrders }: History, day: number): 0 | 1 {
  const from = day * DAY;
  const to = from + OUTCOME_DAYS * DAY;
  return keptOrders.some((placedAt) => placedAt >= from && placedAt < to) ? 1 : 0;
}
