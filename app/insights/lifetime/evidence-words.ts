import { CUSTOMERS, formatCount, WEEKS } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import type { SpendCalibration } from './calibrate-spend.ts';
import type { Calibration } from './calibrate.ts';
import { LEAST, type Evidence } from './evidence.ts';
import type { Found } from './read-histories.server.ts';

/** What a shop lacks before anything can be told of its customers. */
export function lackWords({ people, repeaters, weeks }: Found): string {
  return [
    `Predictions need at least ${formatCount(LEAST.people, CUSTOMERS)} with an order,`,
    `${formatNumber(LEAST.repeaters)} of them with orders on more than one day,`,
    `and ${formatCount(LEAST.weeks, WEEKS)} since the first order.`,
    `So far there are ${formatCount(people, CUSTOMERS)}, ${formatNumber(repeaters)} of them with more than one order,`,
    `and ${formatCount(Math.floor(weeks), WEEKS)}.`,
  ].join(' ');
}

/** How well a model predicted what it had not seen, of orders and of spend. */
export function calibrationWords(
  { weeks, expected, actual, held }: SavedCalibration,
  spend: SpendCalibration | null | undefined = null,
): string {
  const [told, came] = [expected, actual].map((orders) => formatNumber(Math.round(orders)));
  const spent = spend
    ? ` Together they spent ${formatShare(spend.actual / Math.max(1, spend.expected))} of what was expected, and ${formatShare(spend.held)} of them within their range.`
    : '';
  return [
    `Fitted without the last ${formatCount(weeks, WEEKS)}, the model expected ${told ?? ''} orders in them;`,
    `${came ?? ''} came. Of everybody, ${formatShare(held)} placed as many as their range says,`,
    `which is meant to hold 8 in 10.${spent}`,
  ].join(' ');
}

/** On what ranges rest, and what they know nothing of. */
export function rangeWords({
  weeks,
  calibration,
}: Pick<Evidence, 'weeks' | 'calibration'>): string {
  if (calibration?.share === undefined)
    return 'Ranges are those of the model alone: too little time could be held back to correct them by it.';
  const season =
    weeks < YEAR_WEEKS
      ? ' Your shop is known for less than a year, so its seasons are not: at a peak such as before Christmas more may order than expected, and fewer of the ranges hold.'
      : ' They are for 12 months, so that every season is in them once.';
  return `Ranges are corrected by your own past: they are as wide as held 8 in 10 people in the ${formatCount(calibration.weeks, WEEKS)} held back.${season}`;
}

const YEAR_WEEKS = 365 / 7;

type SavedCalibration = Pick<Calibration, 'weeks' | 'expected' | 'actual' | 'held'>;
