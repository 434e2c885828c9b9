import { DAY, MINUTE } from '#app/lib/duration.ts';

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
const RECORD_ENDS = Date.parse('2011-04-29T18:00:00Z');
/** Long enough ago that a score can be learned from what came after, and be tested. */
const INSTALLED_WEEKS = 52;
/** Everything happens at whole half hours, so that much happens at one moment and the app has few moments to work off. */
export const GRID_MS = 30 * MINUTE;

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

/** The half hour that a moment is in, epoch milliseconds. */
export function onGrid(moment: number): number {
  return Math.floor(moment / GRID_MS) * GRID_MS;
}
