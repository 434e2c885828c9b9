import { CUSTOMERS, formatCount, WEEKS } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import { LEAST_EVIDENCE, type LifetimeEvidence } from '#app/predictions/model/evidence.ts';
import type { BuyerCounts } from '#app/predictions/read-histories.ts';

/** What a shop lacks before anything can be forecast of its customers. */
export function lackWords({ people, repeaters, weeks }: BuyerCounts): string {
  return [
    `Predictions need at least ${formatCount(LEAST_EVIDENCE.people, CUSTOMERS)} with an order,`,
    `${formatNumber(LEAST_EVIDENCE.repeaters)} of them with orders on more than one day,`,
    `and ${formatCount(LEAST_EVIDENCE.weeks, WEEKS)} since the first order.`,
    `So far there are ${formatCount(people, CUSTOMERS)}, ${formatNumber(repeaters)} of them with more than one order,`,
    `and ${formatCount(Math.floor(weeks), WEEKS)}.`,
  ].join(' ');
}

/** How well a model predicted what it had not seen, of orders and of spend. */
export function calibrationWords(
  { weeks, expected, actual, held }: SavedCalibration,
  spend: SavedSpends | null | undefined = null,
): string {
  const whole = (orders: number) => formatNumber(orders, { atMost: 0 });
  const spent = spend
    ? ` Together they spent ${formatShare(spend.actual / Math.max(1, spend.expected))} of what was expected, and ${formatShare(spend.held)} of them within their range.`
    : '';
  return [
    `Fitted without the last ${formatCount(weeks, WEEKS)}, the model expected ${whole(expected)} orders in them;`,
    `${whole(actual)} came. Of all customers, ${formatShare(held)} placed as many as their range says,`,
    `which is meant to hold 8 in 10.${spent}`,
  ].join(' ');
}

/** How ranges were made, and what they know nothing of. */
export function rangeWords({
  weeks,
  calibration,
  seasonKnown,
}: Pick<LifetimeEvidence, 'weeks' | 'calibration' | 'seasonKnown'>): string {
  if (calibration?.share === undefined || seasonKnown === undefined)
    return 'Ranges are those of the model alone: they were not tried on a time held back.';
  const tried = formatCount(calibration.weeks, WEEKS);
  if (seasonKnown)
    return `Ranges and expected orders follow the season of your shop, learned from its orders of a year or more. Ranges are as wide as held 8 in 10 people in the ${tried} held back.`;
  const unknown =
    weeks < YEAR_WEEKS
      ? 'Your shop is known for less than a year, so its season is not.'
      : 'Your shop has too few repeat orders to know its season.';
  return `${unknown} Ranges leave room for a quarter of a year with half as many orders again, and are as wide as held 8 in 10 people in the ${tried} held back, with and without such a peak together: a few more than 8 in 10 in a usual time, a few fewer at a peak.`;
}

const YEAR_WEEKS = 365 / 7;

type SavedCalibration = Pick<
  NonNullable<LifetimeEvidence['calibration']>,
  'weeks' | 'expected' | 'actual' | 'held'
>;
type SavedSpends = Pick<
  NonNullable<LifetimeEvidence['spendCalibration']>,
  'expected' | 'actual' | 'held'
>;
