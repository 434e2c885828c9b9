import { formatCount, PEOPLE } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import { calibrationGap, samplingGap, type Bin } from './evaluate.ts';
import type { Level } from './levels.ts';
import {
  FEWEST_OF_A_RULE,
  OUTCOMES_A_RULE,
  type LearnedEvidence,
  type LearnedRule,
  type InsufficientData,
} from './evidence.ts';

/** What the evidence allows to say of the learned points. */
export type Evaluation = 'better' | 'as_good' | 'worse' | 'by_chance';

/** A smaller gain of the area changes nothing that a shop could see. */
const WORTHWHILE_GAIN = 0.02;

const AUC_DIGITS = { exactly: 3 };

/**
 * Beyond what chance does 95 of 100 times, on the later time. Better is what gains enough to matter over the points in
 * use and over the bare number of orders, which needs no model.
 */
export function evaluationOf({
  area,
  gain,
  gainOverOrders = gain,
}: Pick<LearnedEvidence, 'area' | 'gain' | 'gainOverOrders'>): Evaluation {
  if (area.low <= 0.5) return 'by_chance';
  if (gain.high < 0) return 'worse';
  const isWorthwhile = Math.min(gain.value, gainOverOrders.value) >= WORTHWHILE_GAIN;
  return gain.low > 0 && isWorthwhile ? 'better' : 'as_good';
}

/** How the learned points compare with the points in use and with the bare number of orders. */
export function gainWords({
  areaSuggested,
  gain,
  gainOverOrders,
}: Pick<LearnedEvidence, 'areaSuggested' | 'gain' | 'gainOverOrders'>): string {
  const over = (value: number) =>
    `${formatNumber(Math.abs(value), AUC_DIGITS)} ${value < 0 ? 'below' : 'above'} that of`;
  const orders = gainOverOrders
    ? ` and ${over(gainOverOrders.value)} the bare number of orders`
    : '';
  const least = Math.min(gain.value, gainOverOrders?.value ?? gain.value);
  const tooLittle =
    least < WORTHWHILE_GAIN
      ? ` Less than ${formatNumber(WORTHWHILE_GAIN)} over either is too small to matter.`
      : '';
  return `Their AUC of ${formatNumber(areaSuggested, AUC_DIGITS)} is ${over(gain.value)} the points in use${orders}.${tooLittle}`;
}

/** How far the predicted was from the actual, by tenths of the people, and how much of it is chance. */
export function calibrationGapWords(bins: readonly Bin[]): string {
  if (bins.length === 0) return '';
  const points = (share: number) => formatNumber(share * 100, { exactly: 1 });
  const beyond = bins.filter(isBeyondChance).length;
  return `By tenths of the people, expected and actual differ by ${points(calibrationGap(bins))} percentage points on average, where chance alone makes ${points(samplingGap(bins))}; in ${formatNumber(beyond)} of ${formatNumber(bins.length)} tenths by more than chance leaves open.`;
}

/**
 * What of the difference was the shop's level: when all ordered less or more than was expected of them. No earlier
 * year on record predicts a season, or days on which the shop is closed.
 * @param dateOf how a day since 1970-01-01 UTC is called
 */
export function levelWords(levels: readonly Level[], dateOf: (day: number) => string): string {
  const off = levels.filter(isBeyondChance);
  if (levels.length === 0) return '';
  if (off.length === 0) return 'In each part of the time about as many ordered as expected.';
  const parts = off.map(
    ({ from, until, expected, actual }) =>
      `${dateOf(from)} to ${dateOf(until)}: ${formatShare(expected)} expected, ${formatShare(actual)} ordered`,
  );
  return `The whole shop was above or below what it was before, as a season or closed days make it, for people from ${parts.join('; ')}. The order of people stays right.`;
}

function isBeyondChance({ actual, low, high }: Pick<Bin, 'actual' | 'low' | 'high'>): boolean {
  return actual < low || actual > high;
}

/** Whether a shop may score by what was learned: not where it is known to predict worse than before. */
export function mayBeUsed(evaluation: Evaluation): boolean {
  return evaluation === 'better' || evaluation === 'as_good';
}

/** An evaluation in a sentence or two. */
export function evaluationWords(evaluation: Evaluation): { title: string; text: string } {
  switch (evaluation) {
    case 'better':
      return {
        title: 'The learned points predict orders better than the points in use',
        text: 'The difference matters, and is more than chance makes in 95 of 100 cases.',
      };
    case 'as_good':
      return {
        title: 'The learned points predict orders about as well as the points in use',
        text: 'They gain too little over the points in use, or over the bare number of orders, to matter, or which is better may be chance.',
      };
    case 'worse':
      return {
        title: 'The points in use predict orders better',
        text: 'Keep them. Train again when more people have ordered.',
      };
    case 'by_chance':
      return {
        title: 'The learned points predict orders no better than chance',
        text: 'They cannot be used. Train again when more people have ordered.',
      };
  }
}

/** Why nothing was learned, and when it may be worth another try. */
export function lackingWords({ lacking, has, needs }: InsufficientData): string {
  const found = formatNumber(has);
  const wanted = formatNumber(needs);
  switch (lacking) {
    case 'history':
      return `${found} days of history are known, ${wanted} are needed: the score is learned from the earlier ones and tested on the later ones. Days before the app was installed do not count, because visits were not seen then.`;
    case 'outcomes':
      return `${found} examples were followed by an order within 30 days, ${wanted} are needed: about ${formatNumber(OUTCOMES_A_RULE)} for each rule that is trained.`;
    case 'others':
      return `${found} examples were not followed by an order within 30 days, ${wanted} are needed to tell both apart.`;
    case 'tested_outcomes':
      return `${found} orders are there to test on, ${wanted} are needed: the last quarter of the time is kept for the test.`;
    case 'tested_others':
      return `${found} people without an order are there to test on, ${wanted} are needed: the last quarter of the time is kept for the test.`;
    case 'rules':
      return `No rule of the score matched ${formatCount(FEWEST_OF_A_RULE, PEOPLE)} or more.`;
  }
}

/** What a rule is worth in words: `1 cart change just now`, `Has ordered`. */
export function ruleWords({ feature }: LearnedRule): string {
  return feature.kind === 'fit'
    ? feature.rule.label
    : `${formatCount(1, feature.rule.label)} just now`;
}

/**
 * What it does to the odds of an order: `odds × 1.8`; with the most that counts, where that is more than one.
 * Of a signal that fades before an example is taken, one just now counts as much as was ever seen.
 */
export function worthWords({ feature, weight, most }: LearnedRule): string {
  const once = `odds × ${times(weight * Math.min(1, most))}`;
  const many = Math.round(most * 10) / 10;
  if (feature.kind === 'fit' || many <= 1) return once;
  return `${once}; ${formatNumber(many)} or more: × ${times(weight * most)}`;
}

function times(weight: number): string {
  const odds = Math.exp(weight);
  if (odds < 0.01) return 'less than 0.01';
  if (odds > 100) return 'more than 100';
  return formatNumber(odds, { significant: 2 });
}
