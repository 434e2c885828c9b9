import type { Steps } from '#app/lib/steps.ts';
import { calibrateSpend, spendShareHolding, type SpendCalibration } from './calibrate-spend.ts';
import { calibrate, levelOf, ordersShareHolding, type Calibration } from './calibrate.ts';
import { COVERAGE_AIMS } from './conformal.ts';
import { toBuyingHistory, type CalendarHistory } from './calendar-history.ts';
import { fitBgNbd, type BgNbdFit } from './fit-bg-nbd.ts';
import { fitGammaGamma, type Spending } from './gamma-gamma.ts';
import type { GammaGamma } from './gamma-gamma-parameters.ts';
import { inColumns } from './group-histories.ts';
import { COVERAGE } from './interval.ts';
import { levelsOf } from './level.ts';
import { YEAR_WEEKS, type LifetimeModel } from './forecast.ts';
import { SHOP_PRIORS } from './prior.ts';
import { SeasonClock, type Season } from './season-clock.ts';
import { seasonOf, type WeekCounts } from './season.ts';

/** Fewer people than this say too little of what a shop's people spend. */
const LEAST_SPENDERS = 20;

/** Equal histories by days of the shop, with how many orders followed. */
export type HistoryGroup = CalendarHistory & { later: number; people: number };

/** A person by days of the shop, and what they spent afterwards. */
export type SpendHistory = CalendarHistory & { spending: Spending | null; spent: number };

/** Everything a shop's models are learned from. Days are numbers since 1970. */
export type TrainingExamples = {
  today: number;
  groups: HistoryGroup[];
  spendings: Spending[];
  /** Today's people or a part of them, on whom ranges of spend are tried. */
  spends: SpendHistory[];
  /** In the order of time. */
  counts: WeekCounts[];
  /** The same histories cut short, with what followed; null when there is too little time. */
  holdout: { groups: HistoryGroup[]; spends: SpendHistory[]; weeks: number } | null;
};

/** What was learned. */
export type TrainedLifetimeModel = {
  model: LifetimeModel;
  fitted: number;
  logLikelihood: number;
  calibration: (Calibration & { weeks: number; seasonKnown: boolean }) | null;
  spendCalibration: SpendCalibration | null;
};

/**
 * Fits a shop's models, starting from what is usual of shops, tries on the time held back how well models fitted before
 * it tell what came, and makes ranges for a time as wide as that showed.
 * @param weeks how long the time is that ranges are for
 */
export function* trainLifetimeModel(
  examples: TrainingExamples,
  weeks = YEAR_WEEKS,
): Steps<TrainedLifetimeModel> {
  const { today, groups, counts } = examples;
  const { clock, season, fit, fitted } = yield* fitOrders(groups, counts, today);
  const people = examples.spends.map((one) => toBuyingHistory(clock, one, today));
  const spending = yield* fitSpends(examples.spendings);
  const tested = yield* evaluateOnHoldout(examples);
  const levels = levelsOf(season !== null, weeks);
  const horizon = { weeks: clock.weeksFrom(today, weeks), levels };
  const { calibration, spendCalibration } = tested;
  const histories = groups.map((one) => toBuyingHistory(clock, one, today));
  return {
    model: {
      buying: fit.model,
      spending,
      season,
      ranges: {
        levels,
        orders: yield* ordersShareHolding(
          fit.model,
          histories,
          horizon,
          calibration?.byModel ?? COVERAGE_AIMS.orders,
        ),
        spend:
          spending === null
            ? COVERAGE
            : yield* spendShareHolding(
                { buying: fit.model, spending },
                people,
                horizon,
                spendCalibration?.byModel ?? COVERAGE_AIMS.spend,
              ),
      },
    },
    fitted,
    logLikelihood: fit.logLikelihood,
    ...tested,
  };
}

/** A customer who bought once may be lost like any other. */
const OF_SHOPS = { stopsAtFirst: true };

type FitOfOrders = { clock: SeasonClock; season: Season | null; fit: BgNbdFit; fitted: number };

/** Fits a model of orders until a day, by the clock of the shop's season where that is known. */
function* fitOrders(
  groups: readonly HistoryGroup[],
  counts: readonly WeekCounts[],
  until: number,
): Steps<FitOfOrders> {
  const by = (clock: SeasonClock) =>
    inColumns(groups.map((one) => toBuyingHistory(clock, one, until)));
  const plain = new SeasonClock(null);
  const histories = by(plain);
  const fit = yield* fitBgNbd(histories, SHOP_PRIORS, OF_SHOPS);
  const end = Math.floor((until + 1) / 7);
  const season = seasonOf(counts, fit.model, end);
  const fitted = histories.total;
  if (season === null) return { clock: plain, season, fit, fitted };
  const clock = new SeasonClock(season);
  return { clock, season, fit: yield* fitBgNbd(by(clock), SHOP_PRIORS, OF_SHOPS), fitted };
}

function* fitSpends(spendings: readonly Spending[]): Steps<GammaGamma | null> {
  if (spendings.length < LEAST_SPENDERS) return null;
  return (yield* fitGammaGamma(spendings, SHOP_PRIORS)).model;
}

/** Fits to the time before the one held back, and tries it on that. */
function* evaluateOnHoldout({
  today,
  counts,
  holdout,
}: TrainingExamples): Steps<Pick<TrainedLifetimeModel, 'calibration' | 'spendCalibration'>> {
  if (holdout === null || holdout.groups.length === 0)
    return { calibration: null, spendCalibration: null };
  const { groups, spends, weeks } = holdout;
  const until = today - weeks * 7;
  const { clock, season, fit } = yield* fitOrders(groups, counts, until);
  const horizon = {
    weeks: clock.weeksFrom(until, weeks),
    levels: levelsOf(season !== null, weeks),
  };
  const toHistory = <T extends CalendarHistory>(one: T) => toBuyingHistory(clock, one, until);
  yield;
  const calibration = yield* calibrate(fit.model, groups.map(toHistory), horizon);
  const spending = yield* fitSpends(spends.flatMap((one) => one.spending ?? []));
  const models = { buying: fit.model, spending };
  const spendCalibration = yield* calibrateSpend(models, spends.map(toHistory), {
    ...horizon,
    level: levelOf(calibration),
  });
  return { calibration: { ...calibration, weeks, seasonKnown: season !== null }, spendCalibration };
}
