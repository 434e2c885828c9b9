import type { Steps } from '#app/lib/steps.ts';
import { calibrateSpend, spendShareHolding, type SpendCalibration } from './calibrate-spend.ts';
import { calibrate, levelOf, ordersShareHolding, type Calibration } from './calibrate.ts';
import { AIMED_AT } from './conformal.ts';
import { datedHistory, type DatedHistory } from './dated-history.ts';
import { fitBgNbd, type BgNbdFit } from './fit-bg-nbd.ts';
import { fitGammaGamma, type GammaGamma, type Spending } from './gamma-gamma.ts';
import { inColumns } from './group-histories.ts';
import { HELD } from './interval.ts';
import { levelsOf } from './level.ts';
import { YEAR_WEEKS, type LifetimeModel } from './outlook.ts';
import { USUAL } from './prior.ts';
import { SeasonClock, type Season } from './season-clock.ts';
import { seasonOf, type WeekCounts } from './season.ts';

/** Fewer people than this say too little of what a shop's people spend. */
const LEAST_SPENDERS = 20;

/** Equal histories by days of the shop, with how many orders followed. */
export type DatedGroup = DatedHistory & { later: number; people: number };

/** A person by days of the shop, and what they spent afterwards. */
export type DatedSpend = DatedHistory & { spending: Spending | null; spent: number };

/** Everything a shop's models are learned from. Days are numbers since 1970. */
export type Lessons = {
  today: number;
  groups: DatedGroup[];
  spendings: Spending[];
  /** Today's people or a part of them, on whom ranges of spend are tried. */
  spends: DatedSpend[];
  /** In the order of time. */
  counts: WeekCounts[];
  /** The same histories cut short, with what followed; null when there is too little time. */
  heldBack: { groups: DatedGroup[]; spends: DatedSpend[]; weeks: number } | null;
};

/** What was learned. */
export type Learned = {
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
export function* learn(lessons: Lessons, weeks = YEAR_WEEKS): Steps<Learned> {
  const { today, groups, counts } = lessons;
  const { clock, season, fit, fitted } = yield* fitOrders(groups, counts, today);
  const people = lessons.spends.map((one) => datedHistory(clock, one, today));
  const spending = yield* fitSpends(lessons.spendings);
  const tested = yield* tryOn(lessons);
  const levels = levelsOf(season !== null, weeks);
  const ahead = { weeks: clock.ahead(today, weeks), levels };
  const { calibration, spendCalibration } = tested;
  const histories = groups.map((one) => datedHistory(clock, one, today));
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
          ahead,
          calibration?.byModel ?? AIMED_AT.orders,
        ),
        spend:
          spending === null
            ? HELD
            : yield* spendShareHolding(
                { buying: fit.model, spending },
                people,
                ahead,
                spendCalibration?.byModel ?? AIMED_AT.spend,
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
  groups: readonly DatedGroup[],
  counts: readonly WeekCounts[],
  until: number,
): Steps<FitOfOrders> {
  const by = (clock: SeasonClock) =>
    inColumns(groups.map((one) => datedHistory(clock, one, until)));
  const plain = new SeasonClock(null);
  const histories = by(plain);
  const fit = yield* fitBgNbd(histories, USUAL, OF_SHOPS);
  const end = Math.floor((until + 1) / 7);
  const season = seasonOf(counts, fit.model, end);
  const fitted = histories.total;
  if (season === null) return { clock: plain, season, fit, fitted };
  const clock = new SeasonClock(season);
  return { clock, season, fit: yield* fitBgNbd(by(clock), USUAL, OF_SHOPS), fitted };
}

function* fitSpends(spendings: readonly Spending[]): Steps<GammaGamma | null> {
  if (spendings.length < LEAST_SPENDERS) return null;
  return (yield* fitGammaGamma(spendings, USUAL)).model;
}

/** Fits to the time before the one held back, and tries it on that. */
function* tryOn({
  today,
  counts,
  heldBack,
}: Lessons): Steps<Pick<Learned, 'calibration' | 'spendCalibration'>> {
  if (heldBack === null || heldBack.groups.length === 0)
    return { calibration: null, spendCalibration: null };
  const { groups, spends, weeks } = heldBack;
  const until = today - weeks * 7;
  const { clock, season, fit } = yield* fitOrders(groups, counts, until);
  const ahead = { weeks: clock.ahead(until, weeks), levels: levelsOf(season !== null, weeks) };
  const dated = <T extends DatedHistory>(one: T) => datedHistory(clock, one, until);
  yield;
  const calibration = yield* calibrate(fit.model, groups.map(dated), ahead);
  const spending = yield* fitSpends(spends.flatMap((one) => one.spending ?? []));
  const models = { buying: fit.model, spending };
  const spendCalibration = yield* calibrateSpend(models, spends.map(dated), {
    ...ahead,
    level: levelOf(calibration),
  });
  return { calibration: { ...calibration, weeks, seasonKnown: season !== null }, spendCalibration };
}
