import type { Steps } from '#app/lib/steps.ts';
import type { ScoreModel } from '../model.ts';
import { areaGain } from './area-gain.ts';
import { areaUnderCurve, areaWithin, brierScore, calibration, liftByDecile } from './evaluate.ts';
import {
  FEWEST_DAYS,
  FEWEST_OF_A_RULE,
  FEWEST_TO_LEARN,
  FEWEST_TO_TEST,
  OUTCOMES_A_RULE,
  type ExampleCounts,
  type MissingData,
  type LearnedScore,
  type InsufficientData,
} from './evidence.ts';
import type { Example } from './example.ts';
import { scoreBy, type Feature } from './features.ts';
import { OUTCOME_DAYS } from './history.ts';
import {
  chooseFit,
  fitProbabilities,
  interceptAt,
  rulesOf,
  predictedOutcomes,
  type SelectedFeature,
} from './fit-probabilities.ts';
import { levelsByTime } from './levels.ts';
import { pointsFrom } from './points.ts';

/** The last quarter of the examples is tested on. */
const TESTED_SHARE = 0.25;
/** Of the examples for which a rule held, those up to this share say how much may count. */
const SEEN_SHARE = 0.99;

const BINS = 10;

/** The examples in the order of time: what is learned from ends before what is tested on begins. */
export type Split = { learned: Example[]; tested: Example[]; testFrom: number };

/**
 * Splits examples by time: the last quarter is tested on, and only those are learned from whose outcome was
 * known before the first of the tested ones, as it would have been had the model been made that day.
 */
export function splitByTime(examples: readonly Example[]): Split {
  const sorted = examples.toSorted((a, b) => a.day - b.day);
  const testFrom = sorted[Math.floor(sorted.length * (1 - TESTED_SHARE))]?.day ?? 0;
  return {
    testFrom,
    learned: sorted.filter(({ day }) => day + OUTCOME_DAYS <= testFrom),
    tested: sorted.filter(({ day }) => day >= testFrom),
  };
}

/** What there is too little of to learn from, if anything. */
export function findMissingData({ learned, tested }: Split): InsufficientData | null {
  const few = (lacking: MissingData, has: number, needs: number): InsufficientData[] =>
    has < needs ? [{ outcome: 'too_little', lacking, has, needs }] : [];
  const [first] = [
    ...few('history', daysOf([...learned, ...tested]), FEWEST_DAYS),
    ...few('outcomes', outcomesOf(learned), FEWEST_TO_LEARN),
    ...few('others', learned.length - outcomesOf(learned), FEWEST_TO_LEARN),
    ...few('tested_outcomes', outcomesOf(tested), FEWEST_TO_TEST),
    ...few('tested_others', tested.length - outcomesOf(tested), FEWEST_TO_TEST),
  ];
  return first ?? null;
}

/**
 * The rules that are selected: those that held often enough and not for all people alike, the most frequent
 * first where there are more than outcomes allow; in the order of the features. Of each no more counts than
 * was seen but for the last hundredth, because what a weight says of more is a guess.
 */
export function selectFeatures(
  features: readonly Feature[],
  learned: readonly Example[],
): SelectedFeature[] {
  const most = Math.floor(outcomesOf(learned) / OUTCOMES_A_RULE);
  return features
    .map((_, place) => ({ place, seen: seenOf(learned, place) }))
    .filter(({ place, seen }) => {
      const first = learned[0]?.values[place];
      return (
        seen.length >= FEWEST_OF_A_RULE && learned.some(({ values }) => values[place] !== first)
      );
    })
    .sort((a, b) => b.seen.length - a.seen.length || a.place - b.place)
    .slice(0, most)
    .sort((a, b) => a.place - b.place)
    .map(({ place, seen }) => ({
      place,
      most: seen[Math.floor((seen.length - 1) * SEEN_SHARE)] ?? 1,
      examples: seen.length,
    }));
}

/** The values of a rule where it held, the least first. */
function seenOf(examples: readonly Example[], place: number): number[] {
  return examples.flatMap(({ values }) => (values[place] ?? 0) || []).sort((a, b) => a - b);
}

/**
 * Fits what is learned and tests it on the later time, beside the score in use.
 * @returns a generator, so that the caller can let others work between its steps, parts of a second each
 */
export function* learning(
  features: readonly Feature[],
  inUse: ScoreModel,
  { learned, tested, testFrom }: Split,
  all: readonly SelectedFeature[],
): Steps<LearnedScore> {
  const { l2, selected } = yield* chooseFit(features, inUse, learned, all);
  const model = yield* fitProbabilities(selected, learned, l2);
  yield;
  const rules = rulesOf(features, selected, model);
  const suggested = pointsFrom(features, inUse, rules, learned);
  const predicted = predictedOutcomes(model, selected, tested);
  const outcomes = tested.map(({ outcome }) => outcome);
  const positives = outcomesOf(tested);
  const share = outcomesOf(learned) / learned.length;
  const scoresBy = (score: ScoreModel) =>
    tested.map(({ values }) => values).map(scoreBy(features, score));
  const [before, after] = [scoresBy(inUse), scoresBy(suggested)];
  const orders = tested.map((example) => example.orders);
  const area = areaUnderCurve(
    predicted.map(({ probability }) => probability),
    outcomes,
  );
  return {
    outcome: 'learned',
    intercept: interceptAt(model, selected, tested.at(-1)?.recordDays ?? 0),
    rules,
    suggested,
    evidence: {
      from: learned[0]?.day ?? testFrom,
      testFrom,
      until: (tested.at(-1)?.day ?? testFrom) + OUTCOME_DAYS,
      learned: countsOf(learned),
      tested: countsOf(tested),
      l2,
      area: areaWithin(area ?? 0.5, positives, tested.length - positives),
      areaInUse: areaUnderCurve(before, outcomes) ?? 0.5,
      areaSuggested: areaUnderCurve(after, outcomes) ?? 0.5,
      areaOfOrders: areaUnderCurve(orders, outcomes) ?? 0.5,
      gain: areaGain(before, after, outcomes) ?? NO_GAIN,
      gainOverOrders: areaGain(orders, after, outcomes) ?? NO_GAIN,
      brier: brierScore(predicted),
      brierOfShare: brierScore(outcomes.map((outcome) => ({ probability: share, outcome }))),
      calibration: calibration(predicted, BINS),
      levels: levelsByTime(
        predicted.map((one, place) => ({ ...one, day: tested[place]?.day ?? testFrom })),
      ),
      deciles: liftByDecile(predicted),
    },
  };
}

const NO_GAIN = { value: 0, low: 0, high: 0 };

/** From the first day looked at to the last outcome. */
function daysOf(examples: readonly Example[]): number {
  if (examples.length === 0) return 0;
  const days = examples.map(({ day }) => day).sort((a, b) => a - b);
  return (days.at(-1) ?? 0) - (days[0] ?? 0) + OUTCOME_DAYS;
}

function outcomesOf(examples: readonly Example[]): number {
  return examples.reduce((sum, { outcome }) => sum + outcome, 0);
}

function countsOf(examples: readonly Example[]): ExampleCounts {
  return { examples: examples.length, outcomes: outcomesOf(examples) };
}
