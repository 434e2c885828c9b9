import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { counted } from './signal-words.ts';

const UNITS = [
  { ms: DAY, one: 'day', many: 'days' },
  { ms: HOUR, one: 'hour', many: 'hours' },
  { ms: MINUTE, one: 'minute', many: 'minutes' },
];

/** A length of time in its largest whole unit, rounded down: "2 days", "5 hours", "less than a minute". */
export function inWords(ms: number): string {
  const unit = UNITS.find((each) => ms >= each.ms);
  return unit === undefined ? 'less than a minute' : counted(Math.floor(ms / unit.ms), unit);
}

/** How long before `now` a moment was: "2 days ago". */
export function timeAgo(moment: number, now: number): string {
  return `${inWords(now - moment)} ago`;
}

/** Points with their sign and at most one decimal: "+7.2", "-10". */
export function signed(points: number): string {
  const rounded = Math.round(points * 10) / 10;
  return rounded < 0 ? `${rounded}` : `+${Math.abs(rounded)}`;
}
