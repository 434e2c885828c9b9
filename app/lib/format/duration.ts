import { DAY, HOUR, MINUTE, SECOND } from '../duration.ts';
import { DAYS, formatCount, HOURS, type Countable } from './count.ts';
import { LOCALE, NO_VALUE } from './locale.ts';
import { formatNumber } from './number.ts';

/** A unit of time; `from` is the shortest time that is rounded to it. */
type Unit = { length: number; from: number; short: string; words: Countable };

const SECONDS: Unit = {
  length: SECOND,
  from: 0,
  short: 's',
  words: { one: 'second', many: 'seconds' },
};

const UNITS: readonly Unit[] = [
  { length: DAY, from: 2 * DAY, short: 'd', words: DAYS },
  { length: HOUR, from: 2 * HOUR, short: 'h', words: HOURS },
  { length: MINUTE, from: MINUTE, short: 'min', words: { one: 'minute', many: 'minutes' } },
  SECONDS,
];

/**
 * How long something takes, roughly: `40 s`, `3 min`, `5 h`, `12 d`.
 * @param ms milliseconds; anything below a second is one
 */
export function formatDuration(ms: number, locale = LOCALE): string {
  if (!Number.isFinite(ms)) return NO_VALUE;
  const { length, short } = UNITS.find(({ from }) => ms >= from) ?? SECONDS;
  return `${formatNumber(Math.max(1, Math.round(ms / length)), undefined, locale)} ${short}`;
}

/** A length of time in all its whole units: `36 hours` are `1 day, 12 hours`. */
export function formatExactDuration(ms: number, locale = LOCALE): string {
  if (!Number.isFinite(ms)) return NO_VALUE;
  let left = ms;
  const parts = UNITS.flatMap(({ length, words }) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count > 0 ? [formatCount(count, words, locale)] : [];
  });
  return parts.length === 0 ? formatCount(0, SECONDS.words, locale) : parts.join(', ');
}
