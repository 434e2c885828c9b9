import { purchaseChances } from '#app/predictions/model/bg-nbd.ts';
import {
  areaUnderCurve,
  calibration,
  calibrationGap,
  samplingGap,
  meanOfBins,
  type PredictedOutcome,
} from '#app/scoring/training/evaluate.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { RecordedDays } from '#tests/fixtures/orders/held-back.ts';
import { CUTOFFS } from '#tests/fixtures/orders/months.ts';
import { readBuyers, type Buyer } from '#tests/fixtures/orders/order-histories.ts';
import { learnAt } from '#tests/scoring/rolling-origins.ts';
import { looksAt } from '#tests/scoring/ready-models-look.ts';
import { HORIZON_WEEKS, tryRecord, type Trial } from '#tests/scoring/try-ranges.ts';
import type { Figure } from './benches.ts';

export const SCORE_SIZES = `score.auc: mean over ${String(CUTOFFS.length)} looks at the recorded months, refunds included, an order within 30 days; beside it the bare number of orders so far`;
export const RANGE_SIZES =
  'predict: people inside their range of 8 in 10 in the next 4 weeks, mean over seven times of the recorded months; beside it ranges by each person’s own rate alone';

/** The area under the curve of the ready score, beside that of the number of orders, of 100. */
export async function benchScore(say: (line: string) => void): Promise<Figure> {
  const buyers = await readBuyers();
  const sum = { value: 0, baseline: 0 };
  for (const at of CUTOFFS) {
    const looks = looksAt(buyers, at);
    const outcomes = looks.map(({ outcome }) => outcome);
    const area = (values: number[]) => (areaUnderCurve(values, outcomes) ?? 0) * 100;
    const score = area(looks.map(({ state }) => scoreProfile(retailModel, state, at - 1).score));
    const orders = area(looks.map((look) => look.orders));
    say(
      `score: ${new Date(at).toISOString().slice(0, 10)}, ${String(looks.length)} people: ready score ${score.toFixed(1)}, number of orders ${orders.toFixed(1)}`,
    );
    sum.value += score / CUTOFFS.length;
    sum.baseline += orders / CUTOFFS.length;
  }
  sayLearned(buyers, say);
  return sum;
}

/** Too little was known before. */
const LEARNED_FROM = Date.parse('2011-02-15');

/** What was learned at each look from what was known then: areas, and chances beside what came about in the 30 days. */
function sayLearned(buyers: readonly Buyer[], say: (line: string) => void): void {
  const origins = CUTOFFS.filter((at) => at >= LEARNED_FROM).map((at) => learnAt(buyers, at));
  for (const { at, predicted, areas } of origins)
    say(
      `score: learned at ${new Date(at).toISOString().slice(0, 10)}: AUC ${percent(areas.learned)}, ready ${percent(areas.ready)}, number of orders ${percent(areas.orders)}; ${calibrationLine(predicted)}`,
    );
  say(
    `score: learned, all looks: ${calibrationLine(origins.flatMap(({ predicted }) => predicted))}`,
  );
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function calibrationLine(predicted: readonly PredictedOutcome[]): string {
  const bins = calibration(predicted, 10);
  const mean = (of: 'expected' | 'actual') => percent(meanOfBins(bins, (bin) => bin[of]));
  return `expected ${mean('expected')} %, ordered ${mean('actual')} %, by tenths ${percent(calibrationGap(bins))} points apart, ${percent(samplingGap(bins))} by chance alone`;
}

/**
 * Of 100 people those inside their ranges of orders and of spend, beside ranges by their own rate alone; and what that
 * is at a peak that nothing foretold.
 */
export async function benchRanges(
  say: (line: string) => void,
): Promise<{ orders: Figure; spend: Figure }> {
  const days = new RecordedDays(await readBuyers());
  const sayTrial = (name: string, { expected, actual, held, ...spend }: Trial) =>
    say(
      `predict: ${name}: orders expected ${(expected / actual).toFixed(2)} of actual, ${(held * 100).toFixed(0)} % inside; spend ${(spend.spendExpected / spend.spendActual).toFixed(2)}, ${(spend.spendHeld * 100).toFixed(0)} % inside`,
    );
  const orders = { value: 0, baseline: 0 };
  const spend = { value: 0, baseline: 0 };
  const peak = { orders: 0, spend: 0 };
  const trials = tryRecord(days);
  const share = 100 / trials.length;
  for (const { after, until, steady, peak: more } of trials) {
    sayTrial(`after ${String(after)} weeks, the next ${String(HORIZON_WEEKS)}`, steady);
    sayTrial(`after ${String(after)} weeks, half as many orders again`, more);
    const naive = naiveRanges(days, until);
    orders.value += steady.held * share;
    orders.baseline += naive.orders * share;
    spend.value += steady.spendHeld * share;
    spend.baseline += naive.spend * share;
    peak.orders += more.held * share;
    peak.spend += more.spendHeld * share;
  }
  say(
    `predict: over all times at a peak ${peak.orders.toFixed(1)} % inside of orders, ${peak.spend.toFixed(1)} % of spend`,
  );
  return { orders, spend };
}

/** How many are inside a range of 8 in 10 around what each did so far, going on at the same rate by chance. */
function naiveRanges(days: RecordedDays, until: number): { orders: number; spend: number } {
  const people = days.heldBack(until, HORIZON_WEEKS);
  let [orders, spend] = [0, 0];
  for (const { repeats, first, later, spending, spent } of people) {
    const age = (until - first) / 7;
    // A rate that is known for sure: chances of Poisson.
    const rate = ((repeats + 1) / Math.max(age, 1)) * 1e6;
    const sure = { r: rate, alpha: 1e6, a: 1e-9, b: 1 };
    const chances = purchaseChances(sure, { repeats: 0, last: 0, age: 0 }, HORIZON_WEEKS);
    let [low, high, below] = [0, 0, 0];
    for (const [k, chance] of chances.entries()) {
      if (below < 0.1) low = k;
      if (below < 0.9) high = k;
      below += chance;
    }
    if (later >= low && later <= high) orders += 1;
    const mean = spending?.mean ?? 0;
    if (spent >= low * mean && spent <= high * mean) spend += 1;
  }
  return { orders: orders / people.length, spend: spend / people.length };
}
