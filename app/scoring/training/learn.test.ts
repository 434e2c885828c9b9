import { describe, expect, it } from 'vitest';
import { runSteps } from '#app/lib/steps.ts';
import { seeded } from '#tests/demo/random-source.ts';
import { parseScoreModel } from '../parse-score-model.ts';
import { retailModel } from '../retail-model.ts';
import type { Example } from './example.ts';
import { featuresOf, type Feature } from './features.ts';
import type { LearnedScore } from './evidence.ts';
import { selectFeatures, learning, splitByTime, findMissingData } from './learn.ts';
import { mayBeUsed, evaluationOf } from './words.ts';

const FEATURES = featuresOf(retailModel);
/** What each rule is truly worth in the made-up shop, in log-odds; all others are worth nothing. */
const WORTH: Record<string, number> = {
  product_viewed: 0.15,
  cart_changed: 0.6,
  checkout_started: 0.9,
  order_placed: -0.5,
  'Has ordered': 1.2,
};
const INTERCEPT = -2.4;

function nameOf(feature: Feature): string {
  return feature.kind === 'signal' ? feature.rule.signal : feature.rule.label;
}

function worthOf(feature: Feature): number {
  return WORTH[nameOf(feature)] ?? 0;
}

/** Examples of a made-up shop in which `WORTH` is the truth. */
function madeUp(count: number, days = 300, intercept = INTERCEPT): Example[] {
  const next = seeded(20_261_121);
  return Array.from({ length: count }, (): Example => {
    const values = FEATURES.map((feature) => {
      if (next() > 0.3) return 0;
      return feature.kind === 'fit' ? 1 : next() * Math.min(4, feature.most);
    });
    const logOdds = FEATURES.reduce(
      (sum, feature, place) => sum + worthOf(feature) * (values[place] ?? 0),
      intercept,
    );
    return {
      day: 20_000 + Math.floor(next() * days),
      values,
      orders: 0,
      recordDays: 400,
      outcome: next() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0,
      isHeldOut: next() < 0.2,
    };
  });
}

function learn(examples: readonly Example[]): LearnedScore {
  const split = splitByTime(examples);
  const selected = selectFeatures(FEATURES, split.learned);
  return runSteps(learning(FEATURES, retailModel, split, selected));
}

describe('what is learned from and what it is tested on', () => {
  it('is split by time: every outcome that is learned from was known before the test begins', () => {
    const { learned, tested, testFrom } = splitByTime(madeUp(4_000));
    expect(tested.length).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...learned.map(({ day }) => day)) + 30).toBeLessThanOrEqual(testFrom);
    expect(Math.min(...tested.map(({ day }) => day))).toBe(testFrom);
  });

  it.each<[string, Example[], object | null]>([
    ['nothing happened yet', [], { lacking: 'history', has: 0, needs: 90 }],
    ['the shop is young', madeUp(4_000, 50), { lacking: 'history', needs: 90 }],
    ['hardly any person ordered', madeUp(2_000, 300, -8), { lacking: 'outcomes', needs: 200 }],
    ['nearly all people ordered', madeUp(2_000, 300, 9), { lacking: 'others', needs: 200 }],
    ['the test has too few', madeUp(1_700), { lacking: 'tested_outcomes', needs: 100 }],
    ['there is enough', madeUp(4_000), null],
  ])('where %s', (_, examples, lacking) => {
    const found = findMissingData(splitByTime(examples));
    if (lacking === null) expect(found).toBeNull();
    else expect(found).toMatchObject(lacking);
  });

  it('is no more rules than a tenth of the outcomes, and none that hardly ever held', () => {
    const few = madeUp(4_000).slice(0, 300);
    const outcomes = few.filter(({ outcome }) => outcome === 1).length;
    expect(selectFeatures(FEATURES, few).length).toBe(Math.floor(outcomes / 10));
    for (const { place, most } of selectFeatures(FEATURES, few))
      expect(most).toBeLessThanOrEqual(Math.max(...few.map(({ values }) => values[place] ?? 0)));
    const never = madeUp(4_000).map((one) => ({ ...one, values: one.values.map(() => 0) }));
    expect(selectFeatures(FEATURES, never)).toEqual([]);
  });
});

describe('a learned score', () => {
  const learned = learn(madeUp(8_000));

  it('finds what the rules are worth', () => {
    expect(learned.rules.length).toBe(FEATURES.length);
    for (const { feature, weight } of learned.rules)
      expect(Math.abs(weight - worthOf(feature)), nameOf(feature)).toBeLessThan(0.25);
    expect(learned.intercept).toBeCloseTo(INTERCEPT, 0);
  });

  it('predicts the later time better than the points it started from, and says what is to be expected', () => {
    const { area, areaInUse, areaSuggested, gain, brier, brierOfShare, calibration, deciles } =
      learned.evidence;
    expect(area.low).toBeGreaterThan(areaInUse);
    expect(areaSuggested).toBeGreaterThan(areaInUse);
    expect(area.value - areaSuggested).toBeLessThan(0.02);
    expect(gain.value).toBeCloseTo(areaSuggested - areaInUse, 10);
    expect(evaluationOf({ area, gain })).toBe('better');
    expect(brier).toBeLessThan(brierOfShare);
    const within = calibration.filter(({ actual, low, high }) => actual >= low && actual <= high);
    expect(within.length).toBeGreaterThanOrEqual(calibration.length - 2);
    expect(deciles[0]?.lift).toBeGreaterThan(2);
    expect(deciles[9]?.lift).toBeLessThan(0.5);
  });

  it('becomes a model that the editor takes, with half-lives and thresholds as they were', () => {
    const { suggested } = learned;
    expect(parseScoreModel(suggested)).toMatchObject({ outcome: 'read' });
    expect(suggested.thresholds).toEqual(retailModel.thresholds);
    expect(suggested.signals.map(({ halfLifeDays }) => halfLifeDays)).toEqual(
      retailModel.signals.map(({ halfLifeDays }) => halfLifeDays),
    );
    const points = new Map(suggested.signals.map((one) => [one.signal, one.points]));
    expect(points.get('checkout_started')).toBeGreaterThan(points.get('cart_changed') ?? 0);
    expect(points.get('order_placed')).toBeLessThan(0);
  });

  it('is the same when learned again from the same', () => {
    const some = madeUp(3_000);
    expect(learn(some)).toEqual(learn(structuredClone(some)));
  });

  it('does no better than chance where chance is all there is', () => {
    const next = seeded(7);
    const noise = madeUp(4_000).map((one) => ({
      ...one,
      outcome: next() < 0.2 ? (1 as const) : (0 as const),
    }));
    const { evidence } = learn(noise);
    expect(evidence.area.low).toBeLessThan(0.5);
    expect(mayBeUsed(evaluationOf(evidence))).toBe(false);
  });
});
