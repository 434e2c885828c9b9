import { createForecaster } from '#app/predictions/model/create-forecaster.ts';
import { holdoutWeeks } from '#app/predictions/model/evidence.ts';
import {
  trainLifetimeModel,
  type TrainedLifetimeModel,
} from '#app/predictions/model/train-lifetime-model.ts';
import { runSteps } from '#app/lib/steps.ts';
import type { RecordedDays } from '#tests/fixtures/orders/held-back.ts';

/** What a shop would have said on a day of the weeks after it, beside what came. */
export type Trial = {
  people: number;
  expected: number;
  actual: number;
  held: number;
  spendExpected: number;
  spendActual: number;
  spendHeld: number;
  /** Of those who were silent for two months: the mean chance to order in a year, and to still be a customer. */
  lapsed: { people: number; again: number; alive: number };
};

type Asked = { until: number; weeks: number };

/** Learns as a shop does on a day, the newest weeks held back, for ranges of so many weeks. */
function learnOn(days: RecordedDays, { until, weeks }: Asked): TrainedLifetimeModel {
  const tested = holdoutWeeks((until - days.first) / 7);
  const now = days.heldBack(until, 0);
  const before = days.heldBack(until - tested * 7, tested);
  return runSteps(
    trainLifetimeModel(
      {
        today: until,
        groups: now,
        spends: now,
        spendings: now.flatMap(({ spending }) => spending ?? []),
        counts: days.counts(),
        holdout: { groups: before, spends: before, weeks: tested },
      },
      weeks,
    ),
  );
}

/**
 * Learns as a shop does on a day, and tries it on the weeks after.
 * @param longer how many times as long as given the weeks last: a peak at which customers order so many times as often
 */
export function tryRanges(
  days: RecordedDays,
  { longer = 1, ...asked }: Asked & { longer?: number },
  { model } = learnOn(days, asked),
): Trial {
  const { until, weeks } = asked;
  const forecast = createForecaster(model, until, weeks);
  const inYear = createForecaster(model, until);
  const trial = { expected: 0, actual: 0, held: 0, spendExpected: 0, spendActual: 0, spendHeld: 0 };
  const lapsed = { people: 0, again: 0, alive: 0 };
  const now = days.heldBack(until, weeks * longer);
  for (const one of now) {
    const { orders, ordersHeld, spend, spendHeld } = forecast(one, one.spending);
    if (spend === null || spendHeld === null)
      throw new Error('Too little is known of spend; take more weeks.');
    trial.expected += orders;
    trial.actual += one.later;
    trial.held += one.later >= ordersHeld.low && one.later <= ordersHeld.high ? 1 : 0;
    trial.spendExpected += spend;
    trial.spendActual += one.spent;
    trial.spendHeld += one.spent >= spendHeld.low && one.spent <= spendHeld.high ? 1 : 0;
    if (until - one.last <= SILENT_DAYS) continue;
    lapsed.people += 1;
    const year = inYear(one, null);
    lapsed.again += year.again;
    lapsed.alive += year.alive;
  }
  return {
    ...trial,
    people: now.length,
    held: trial.held / now.length,
    spendHeld: trial.spendHeld / now.length,
    lapsed: {
      people: lapsed.people,
      again: lapsed.again / lapsed.people,
      alive: lapsed.alive / lapsed.people,
    },
  };
}

const SILENT_DAYS = 60;

/** Weeks of the record after which ranges are made; the six after each are on record. */
const AFTER_WEEKS = [9, 10, 11, 12, 13, 14, 15];
/** For how long those ranges are. */
export const HORIZON_WEEKS = 4;
/** At a peak customers order as often in four weeks as they did in six. */
const PEAK = 1.5;

/** What came of ranges made after some weeks, on a day: as orders are on record, and at a peak. */
export type RecordTrial = { after: number; until: number; steady: Trial; peak: Trial };

/** Ranges of the recorded months at each of several times. */
export function tryRecord(days: RecordedDays): RecordTrial[] {
  return AFTER_WEEKS.map((after) => {
    const until = days.first + after * 7;
    const asked = { until, weeks: HORIZON_WEEKS };
    const learned = learnOn(days, asked);
    const steady = tryRanges(days, asked, learned);
    return { after, until, steady, peak: tryRanges(days, { ...asked, longer: PEAK }, learned) };
  });
}
