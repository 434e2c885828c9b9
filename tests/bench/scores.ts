import { purchaseChances } from '#app/insights/lifetime/bg-nbd.ts';
import { areaUnderCurve, calibration, type Bin, type Told } from '#app/scoring/learned/evaluate.ts';
import { chanceGap } from '#app/scoring/learned/words.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { RecordedDays } from '#tests/fixtures/orders/held-back.ts';
import { LOOKS } from '#tests/fixtures/orders/months.ts';
import { readBuyers, type Buyer } from '#tests/fixtures/orders/order-histories.ts';
import { learnAt } from '#tests/scoring/rolling-origins.ts';
import { looksAt } from '#tests/scoring/ready-models-look.ts';
import { learnOn, tryRanges, type Trial } from '#tests/scoring/try-ranges.ts';
import type { Figure } from './benches.ts';

export const SCORE_SIZES = `score.auc: mean over ${String(LOOKS.length)} looks at the recorded months, refunds included, an order within 30 days; beside it the bare number of orders so far`;
export const RANGE_SIZES =
  'predict: people inside their range of 8 in 10 in the next 4 weeks, mean over seven times of the recorded months; beside it ranges by each person’s own rate alone';

/** The area under the curve of the ready score, beside that of the number of orders, of 100. */
export async function benchScore(say: (line: string) => void): Promise<Figure> {
  const buyers = await readBuyers();
  const sum = { value: 0, baseline: 0 };
  for (const at of LOOKS) {
    const looks = looksAt(buyers, at);
    const outcomes = looks.map(({ outcome }) => outcome);
    const area = (values: number[]) => (areaUnderCurve(values, outcomes) ?? 0) * 100;
    const score = area(looks.map(({ state }) => scoreProfile(retailModel, state, at - 1).score));
    const orders = area(looks.map((look) => look.orders));
    say(
      `score: ${new Date(at).toISOString().slice(0, 10)}, ${String(looks.length)} people: ready score ${score.toFixed(1)}, number of orders ${orders.toFixed(1)}`,
    );
    sum.value += score / LOOKS.length;
    sum.baseline += orders / LOOKS.length;
  }
  sayLearned(buyers, say);
  return sum;
}

/** Too little was known before. */
const LEARNED_FROM = Date.parse('2011-02-15');

/** What was learned at each look from what was known then: areas, and chances beside what came about in the 30 days. */
function sayLearned(buyers: readonly Buyer[], say: (line: string) => void): void {
  const origins = LOOKS.filter((at) => at >= LEARNED_FROM).map((at) => learnAt(buyers, at));
  for (const { at, told, areas } of origins)
    say(
      `score: learned at ${new Date(at).toISOString().slice(0, 10)}: AUC ${(areas.learned * 100).toFixed(1)}, ready ${(areas.ready * 100).toFixed(1)}, number of orders ${(areas.orders * 100).toFixed(1)}; ${calibrationLine(told)}`,
    );
  say(`score: learned, all looks: ${calibrationLine(origins.flatMap(({ told }) => told))}`);
}

function calibrationLine(told: readonly Told[]): string {
  const bins = calibration(told, 10);
  const mean = (of: (bin: Bin) => number) =>
    ((bins.reduce((sum, bin) => sum + bin.count * of(bin), 0) / told.length) * 100).toFixed(1);
  const chance = ((chanceGap(bins) / told.length) * 100).toFixed(1);
  return `expected ${mean(({ expected }) => expected)} %, ordered ${mean(({ actual }) => actual)} %, by tenths ${mean(({ expected, actual }) => Math.abs(expected - actual))} points apart, ${chance} by chance alone`;
}

const WEEKS = 4;
/** Weeks of the record after which ranges are made; the six after them are on record. */
const AFTER = [9, 10, 11, 12, 13, 14, 15];

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
  const share = 100 / AFTER.length;
  for (const after of AFTER) {
    const asked = { until: days.first + after * 7, weeks: WEEKS };
    const learned = learnOn(days, asked);
    const trial = tryRanges(days, asked, learned);
    const more = tryRanges(days, { ...asked, longer: 1.5 }, learned);
    sayTrial(`after ${String(after)} weeks, the next ${String(WEEKS)}`, trial);
    sayTrial(`after ${String(after)} weeks, half as many orders again`, more);
    const naive = naiveRanges(days, asked.until);
    orders.value += trial.held * share;
    orders.baseline += naive.orders * share;
    spend.value += trial.spendHeld * share;
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
  const people = days.heldBack(until, WEEKS);
  let [orders, spend] = [0, 0];
  for (const { repeats, first, later, spending, spent } of people) {
    const age = (until - first) / 7;
    // A rate that is known for sure: chances of Poisson.
    const rate = ((repeats + 1) / Math.max(age, 1)) * 1e6;
    const sure = { r: rate, alpha: 1e6, a: 1e-9, b: 1 };
    const chances = purchaseChances(sure, { repeats: 0, last: 0, age: 0 }, WEEKS);
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
