import { beforeAll, expect, test } from 'vitest';
import { runSteps } from '#app/lib/steps.ts';
import { DAY } from '#app/lib/duration.ts';
import { withCandidates } from '#app/scoring/training/candidates.ts';
import type { LearnedScore } from '#app/scoring/training/evidence.ts';
import { examplesOf } from '#app/scoring/training/examples.ts';
import { featuresOf } from '#app/scoring/training/features.ts';
import {
  learning,
  splitByTime,
  selectFeatures,
  findMissingData,
} from '#app/scoring/training/learn.ts';
import { gainWords, ruleWords, evaluationOf } from '#app/scoring/training/words.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { calibration, calibrationGap } from '#app/scoring/training/evaluate.ts';
import { readBuyers } from '#tests/fixtures/orders/order-histories.ts';
import { historyOf, learnAt } from './rolling-origins.ts';

/** What is learned of the recorded customers, of whom nothing is known but what they ordered and gave back. */
async function learnFromRecord(): Promise<LearnedScore> {
  const histories = (await readBuyers()).map(historyOf);
  const times = histories.flatMap(({ keptOrders }) => keptOrders).sort((a, b) => a - b);
  const [from, until] = [Math.ceil((times[0] ?? 0) / DAY), Math.floor((times.at(-1) ?? 0) / DAY)];
  const base = withCandidates(retailModel);
  const features = featuresOf(base);
  const split = splitByTime(
    histories.flatMap((one) => examplesOf(features, base, one, { from, until, recordFrom: from })),
  );
  expect(findMissingData(split)).toBeNull();
  return runSteps(learning(features, retailModel, split, selectFeatures(features, split.learned)));
}

let learned: LearnedScore;
beforeAll(async () => {
  learned = await learnFromRecord();
});

test('on real orders number, recency, rhythm and size of orders are weighed, and refunds are not', () => {
  const words = learned.rules.map(ruleWords);
  expect(words).toEqual(
    expect.arrayContaining([
      '1 order just now',
      'Has ordered again',
      'Has ordered six times',
      'Orders every 30 days or more often',
      'Orders 200 pieces at a time',
    ]),
  );
  expect(words.filter((one) => one.includes('refund') || one.includes('cancel'))).toEqual([]);
});

test('on real orders the chances tell who orders in later weeks better than the number of orders does', () => {
  const { area, areaOfOrders, areaInUse, brier, brierOfShare, deciles } = learned.evidence;
  expect(area.value).toBeGreaterThan(areaOfOrders ?? 1);
  expect(areaInUse).toBeGreaterThan(areaOfOrders ?? 1);
  expect(area.low).toBeGreaterThan(0.68);
  expect(brier).toBeLessThan(0.92 * brierOfShare);
  expect(deciles[0]?.lift).toBeGreaterThan(2);
});

test('on real orders a gain too small to matter is called that', () => {
  const { evidence } = learned;
  expect(evaluationOf(evidence)).toBe('as_good');
  expect(gainWords(evidence)).toContain('too small to matter');
});

test('on real orders the chances are as likely too high as too low only where chance or a season makes them', () => {
  // Easter week, in which the shop was closed, is in the months tested on, and no other Easter in the record.
  expect(calibrationGap(learned.evidence.calibration)).toBeLessThan(0.08);
});

test('on real orders what is learned by mid-March is right of all customers in the 30 days after, to 2 points, and by tenths to little more than chance', async () => {
  const { predicted } = learnAt(await readBuyers(), Date.parse('2011-03-16'));
  const [all] = calibration(predicted, 1);
  expect(Math.abs((all?.expected ?? 0) - (all?.actual ?? 1))).toBeLessThan(0.02);
  // True chances of as many people would be 2.7 points apart.
  expect(calibrationGap(calibration(predicted, 10))).toBeLessThan(0.035);
});
