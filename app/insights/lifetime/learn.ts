import { calibrateSpend, type SpendCalibration, type SpendTest } from './calibrate-spend.ts';
import { calibrate, type Calibration, type HeldBack } from './calibrate.ts';
import { fitBgNbd } from './fit-bg-nbd.ts';
import { fitGammaGamma, type Spending } from './gamma-gamma.ts';
import { inColumns } from './group-histories.ts';
import { HELD } from './interval.ts';
import type { Search } from './minimise.ts';
import type { LifetimeModel } from './outlook.ts';
import { USUAL } from './prior.ts';

/** Fewer people than this say too little of what a shop's people spend. */
const LEAST_SPENDERS = 20;

/** Everything a shop's models are learned from. */
export type Lessons = {
  groups: HeldBack[];
  spendings: Spending[];
  /** The same histories cut short, with what followed; null when there is too little time. */
  heldBack: { groups: HeldBack[]; spends: SpendTest[]; weeks: number } | null;
};

/** What was learned. */
export type Learned = {
  model: LifetimeModel;
  fitted: number;
  logLikelihood: number;
  calibration: Calibration | null;
  spendCalibration: SpendCalibration | null;
};

/**
 * Fits a shop's models, starting from what is usual of shops, and tries on the time held back how well a model
 * fitted before it tells what came.
 */
export function* learn({ groups, spendings, heldBack }: Lessons): Search<Learned> {
  const histories = inColumns(groups);
  const buying = yield* fitBgNbd(histories, USUAL, OF_SHOPS);
  const spending =
    spendings.length < LEAST_SPENDERS ? null : (yield* fitGammaGamma(spendings, USUAL)).model;
  const tested = yield* tryOn(heldBack);
  return {
    model: {
      buying: buying.model,
      spending,
      ranges: {
        orders: tested.calibration?.share ?? HELD,
        spend: tested.spendCalibration?.share ?? HELD,
      },
    },
    fitted: histories.total,
    logLikelihood: buying.logLikelihood,
    ...tested,
  };
}

/** A customer who bought once may be lost like any other. */
const OF_SHOPS = { stopsAtFirst: true };

/** Fits to the time before the one held back, and tries it on that. */
function* tryOn(
  heldBack: Lessons['heldBack'],
): Search<Pick<Learned, 'calibration' | 'spendCalibration'>> {
  if (heldBack === null || heldBack.groups.length === 0)
    return { calibration: null, spendCalibration: null };
  const { groups, spends, weeks } = heldBack;
  const { model: buying } = yield* fitBgNbd(inColumns(groups), USUAL, OF_SHOPS);
  yield;
  const calibration = yield* calibrate(buying, groups, weeks);
  const spendings = spends.flatMap(({ spending }) => spending ?? []);
  if (spendings.length < LEAST_SPENDERS) return { calibration, spendCalibration: null };
  const { model: spending } = yield* fitGammaGamma(spendings, USUAL);
  const spendCalibration = yield* calibrateSpend({ buying, spending }, spends, weeks);
  return { calibration, spendCalibration };
}
