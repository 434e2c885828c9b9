import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';

/** The moments between which a demo plays, epoch milliseconds. */
export type Period = {
  /** When the merchant installs the app. */
  installedAt: number;
  /** When the history is imported, and from which on everything happens live. */
  liveFrom: number;
  /** When the demo ends and the clock goes on in real time. */
  until: number;
  /** How far the record is moved. */
  shiftMs: number;
};

const WEEK = 7 * DAY;
/** A Friday evening, after the record's last day of business. */
export const RECORD_ENDS = Date.parse('2011-04-29T18:00:00Z');
/** Long enough ago that a score can be learned from what came after, and be tested. */
const INSTALLED_WEEKS = 52;
/** What one person does next, such as a checkout after a cart, comes so much later. */
export const STEP_MS = 30 * MINUTE;

/** A zone without daylight saving: an hour is the same hour whenever the demo is run. */
export const DEMO_ZONE = 'Etc/UTC';

/**
 * The period of a demo. It is moved by whole weeks, so that a demo on any day has the same weekdays and hours, and ends
 * less than a week ago.
 * @param now real time, epoch milliseconds
 * @param liveDays days that are replayed live
 */
export function periodOf(now: number, liveDays: number): Period {
  const shiftMs = Math.floor((now - RECORD_ENDS) / WEEK) * WEEK;
  const until = RECORD_ENDS + shiftMs;
  return {
    installedAt: until - INSTALLED_WEEKS * WEEK,
    liveFrom: until - liveDays * DAY,
    until,
    shiftMs,
  };
}

/**
 * The start of the hour that a moment is in, epoch milliseconds. Visits, orders and clicks happen then, so that much
 * happens at one moment and the app has few moments to work off.
 */
export function startOfHour(moment: number): number {
  return Math.floor(moment / HOUR) * HOUR;
}

/**
 * When parcels of the day that a moment is in leave, and when those of a day arrive, epoch milliseconds: once a day, so
 * the parcels of a day are one moment.
 */
export function parcelTimes(moment: number): { leaves: number; arrives: number } {
  const day = Math.floor(moment / DAY) * DAY;
  return { leaves: day + 16 * HOUR, arrives: day + 11 * HOUR };
}
