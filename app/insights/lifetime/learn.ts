import { calibrate, type Calibration, type HeldBack } from './calibrate.ts';
import { fitBgNbd } from './fit-bg-nbd.ts';
import { fitGammaGamma, type Spending } from './gamma-gamma.ts';
import { inColumns } from './group-histories.ts';
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
  heldBack: { groups: HeldBack[]; weeks: number } | null;
};

/** What was learned. */
export type Learned = {
  model: LifetimeModel;
  fitted: number;
  logLikelihood: number;
  calibration: Calibration | null;
};

/**
 * Fits a shop's models, starting from what is usual of shops, and tries on the time held back how well a model
 * fitted before it tells what came.
 */
export function* learn({ groups, spendings, heldBack }: Lessons): Search<Learned> {
  const histories = inColumns(groups);
  const buying = yield* fitBgNbd(histories, USUAL);
  const spending =
    spendings.length < LEAST_SPENDERS ? null : (yield* fitGammaGamma(spendings, USUAL)).model;
  let calibration: Calibration | null = null;
  if (heldBack !== null && heldBack.groups.length > 0) {
    const earlier = yield* fitBgNbd(inColumns(heldBack.groups), USUAL);
    yield;
    calibration = yield* calibrate(earlier.model, heldBack.groups, heldBack.weeks);
  }
  return {
    model: { buying: buying.model, spending },
    fitted: histories.total,
    logLikelihood: buying.logLikelihood,
    calibration,
  };
}
