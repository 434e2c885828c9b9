import type { Steps } from '#app/lib/steps.ts';
import type { ScoreModel } from '../model.ts';
import { areaUnderCurve, logLoss, type PredictedOutcome } from './evaluate.ts';
import type { LearnedRule } from './evidence.ts';
import type { Example } from './example.ts';
import { scoreBy, type Feature } from './features.ts';
import { logisticSteps, probabilityOf, type Logistic } from './logistic.ts';
import { pointsFrom } from './points.ts';
import { recalibrated } from './recalibrate.ts';
import { meanOf, squaredErrorOf } from './sample.ts';
import { scaled } from './scaled.ts';

const PENALTIES = [0.3, 1, 3, 10, 30, 100, 300, 1000];

/** A rule that is selected, by its place among the features, and the most that counts of it. */
export type SelectedFeature = { place: number; most: number; examples: number };

/**
 * The greatest penalty that predicts the outcomes of people it did not learn from as well as the best, as far as chance
 * lets it be seen: one standard error of the difference (Hastie, Tibshirani and Friedman, The Elements of Statistical
 * Learning, 2009, section 7.10). Of the held-out people of one time the least penalty is best by chance now and then,
 * and what it learned is wrong a month later.
 */
function* choosePenalty(
  selected: readonly SelectedFeature[],
  learned: readonly Example[],
): Steps<number> {
  const fittedOn = learned.filter(({ isHeldOut }) => !isHeldOut);
  const heldOut = learned.filter(({ isHeldOut }) => isHeldOut);
  const tried: { l2: number; losses: number[] }[] = [];
  for (const l2 of PENALTIES) {
    const model = yield* fitScaled(selected, fittedOn, l2);
    tried.push({
      l2,
      losses: predictedOutcomes(model, selected, heldOut).map((one) => logLoss([one])),
    });
  }
  const best = tried.reduce((least, one) =>
    meanOf(one.losses) < meanOf(least.losses) ? one : least,
  );
  const asGood = tried.filter(({ losses }) => {
    const more = losses.map((loss, place) => loss - (best.losses[place] ?? 0));
    return meanOf(more) <= Math.sqrt(squaredErrorOf(more));
  });
  return asGood.at(-1)?.l2 ?? best.l2;
}

/**
 * The rules whose points best predict the outcomes of people they did not learn from: of all that are selected, of
 * all but the order's fading, and of all but what is known of orders for good. Points are held between 0 and 100, so
 * that two rules that nearly say the same with opposite signs may be right together as odds and lost as points.
 */
function* chooseRules(
  features: readonly Feature[],
  inUse: ScoreModel,
  {
    all,
    learned,
    l2,
  }: { all: readonly SelectedFeature[]; learned: readonly Example[]; l2: number },
): Steps<readonly SelectedFeature[]> {
  const fittedOn = learned.filter(({ isHeldOut }) => !isHeldOut);
  const heldOut = learned.filter(({ isHeldOut }) => isHeldOut);
  const outcomes = heldOut.map(({ outcome }) => outcome);
  let best = { rules: all, area: -1 };
  for (const isLeftOut of LEFT_OUT) {
    const rules = all.filter(({ place }) => !isLeftOut(features[place]));
    if (rules.length === 0) continue;
    const model = yield* fitScaled(rules, fittedOn, l2);
    const points = pointsFrom(features, inUse, rulesOf(features, rules, model), fittedOn);
    const scores = heldOut.map(({ values }) => values).map(scoreBy(features, points));
    const area = areaUnderCurve(scores, outcomes) ?? 0;
    if (area > best.area) best = { rules, area };
  }
  return best.rules;
}

/** What is left out of the selected features, in turn; of two as good ones the first is taken. */
const LEFT_OUT: readonly ((feature: Feature | undefined) => boolean)[] = [
  () => false,
  (feature) => feature?.kind === 'signal' && feature.rule.signal === 'order_placed',
  (feature) => feature?.kind === 'fit' && 'orders' in feature.rule.when,
];

/** What each selected rule turned out to be worth. */
export function rulesOf(
  features: readonly Feature[],
  selected: readonly SelectedFeature[],
  model: Logistic,
): LearnedRule[] {
  return selected.flatMap(({ place, most, examples }, index): LearnedRule[] => {
    const feature = features[place];
    return feature ? [{ feature, weight: model.weights[index] ?? 0, most, examples }] : [];
  });
}

type Fit = { l2: number; selected: readonly SelectedFeature[] };

/** How much is penalised and which rules are selected, by the people who are held out. */
export function* chooseFit(
  features: readonly Feature[],
  inUse: ScoreModel,
  learned: readonly Example[],
  all: readonly SelectedFeature[],
): Steps<Fit> {
  const l2 = yield* choosePenalty(all, learned);
  return { l2, selected: yield* chooseRules(features, inUse, { all, learned, l2 }) };
}

/** The probabilities by all examples that are learned from, recalibrated by their newest outcomes. */
export function* fitProbabilities(
  selected: readonly SelectedFeature[],
  learned: readonly Example[],
  l2: number,
): Steps<Logistic> {
  const fitted = yield* fitScaled(selected, learned, l2);
  const datedRows = learned.map((example) => {
    const { day, outcome } = example;
    return { day, outcome, row: rowOf(selected, example) };
  });
  return yield* recalibrated(fitted, datedRows);
}

/** A fit on numbers of equal spread, so that all are penalised alike, given for the numbers as they are. */
function* fitScaled(
  selected: readonly SelectedFeature[],
  examples: readonly Example[],
  l2: number,
): Steps<Logistic> {
  const rows = examples.map((example) => rowOf(selected, example));
  const { rows: even, restore } = scaled(rows);
  const outcomes = examples.map(({ outcome }) => outcome);
  const { intercept, weights } = yield* logisticSteps({ rows: even.map(widened), outcomes }, l2);
  return restore({ intercept, weights: widened(weights) });
}

/** The probabilities that a fit gives, each with what came about. */
export function predictedOutcomes(
  model: Logistic,
  selected: readonly SelectedFeature[],
  examples: readonly Example[],
): PredictedOutcome[] {
  return examples.map((example) => ({
    probability: probabilityOf(model, rowOf(selected, example)),
    outcome: example.outcome,
  }));
}

/**
 * The numbers of a fit: those of the rules, and last how much the record knew by then. "Ordered once" says less of
 * a person the longer nothing else is known of them: without it, what a young record calls a new customer, who is a
 * regular from before it, makes later probabilities too high.
 */
function rowOf(selected: readonly SelectedFeature[], { values, recordDays }: Example): number[] {
  return [
    ...selected.map(({ place, most }) => Math.min(most, values[place] ?? 0)),
    recordSize(recordDays),
  ];
}

/** The level of the shop is to be found, not kept at what it was: its column is hardly penalised. */
const LEVEL_WIDTH = 10;

function widened(row: readonly number[]): number[] {
  return row.map((value, place) => (place === row.length - 1 ? value * LEVEL_WIDTH : value));
}

/** After a year a longer record knows all that is asked of it. */
const WHOLE_RECORD_DAYS = 365;

function recordSize(days: number): number {
  return Math.log(Math.min(WHOLE_RECORD_DAYS, Math.max(1, days)));
}

/** The intercept of a fit for when the shop's orders were known for so many days. */
export function interceptAt(
  model: Logistic,
  selected: readonly SelectedFeature[],
  days: number,
): number {
  return model.intercept + (model.weights[selected.length] ?? 0) * recordSize(days);
}
