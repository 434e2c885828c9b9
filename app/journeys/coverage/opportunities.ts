import type { GalleryJourney } from '#app/journeys/gallery/gallery-journey.ts';
import { replayFigures } from '#app/journeys/replay/replay-figures.ts';
import type { RankedReplay, ReplayState } from '#app/journeys/replay/replay-record.ts';
import { revenueInterval, type RevenueInterval } from '#app/journeys/replay/revenue-draws.ts';
import { coverageStages } from './coverage-stages.ts';

/** Over how many days of the past opportunities are ranked: the most that is replayed, so that small shops see something. */
export const RANKED_DAYS = 90;

/**
 * What a journey of the gallery would have met in the past. Money is in the smallest unit of the shop's currency: the orders
 * that its people placed within five days after a message, with the interval of nine tenths over people.
 */
export type Opportunity = RevenueInterval & {
  key: string;
  name: string;
  stage: string;
  state: ReplayState;
  /** People who would have entered, emails that would have been sent, and orders after them in any currency. */
  entered: number;
  sent: number;
  orders: number;
  minor: number;
  /** Whether the shop has the journey live by now. */
  isLive: boolean;
};

/** The newest ranking of a shop. Times are epoch milliseconds. */
export type OpportunityRanking = {
  requestedAt: number;
  days: number;
  isRunning: boolean;
  isCancelled: boolean;
  /** How much of the work is done, from 0 to 1, and how many people were replayed, once for each journey. */
  progress: number;
  peopleDone: number;
  /** Most revenue first. */
  opportunities: Opportunity[];
  /** Journeys of which nothing that starts them is stored of these days: of them a ranking says nothing. */
  unmet: Pick<Opportunity, 'key' | 'name'>[];
};

/**
 * Ranks the journeys of the gallery by what their replays came to; null while none was asked for.
 * @param currency of the shop; orders in others are counted, and not added up
 * @param isLive whether the shop has a journey live
 */
export function rankingOf(
  replays: readonly RankedReplay[],
  gallery: readonly GalleryJourney[],
  currency: string,
  isLive: (key: string) => boolean,
): OpportunityRanking | null {
  const [first] = replays;
  if (!first) return null;
  const sum = (of: (replay: RankedReplay) => number) =>
    replays.reduce((total, replay) => total + of(replay), 0);
  return {
    requestedAt: first.requestedAt,
    days: first.days,
    isRunning: replays.some(({ state }) => state === 'running'),
    isCancelled: replays.some(({ state }) => state === 'cancelled'),
    progress: sum(progressOf) / replays.length,
    peopleDone: sum(({ peopleDone }) => peopleDone),
    unmet: replays.filter(isUnmet).flatMap(({ journeyKey }) => nameOf(journeyKey, gallery) ?? []),
    opportunities: replays
      .filter((replay) => !isUnmet(replay))
      .flatMap((replay) => opportunityOf(replay, gallery, currency, isLive))
      .sort((a, b) => b.minor - a.minor || b.entered - a.entered || (a.name < b.name ? -1 : 1)),
  };
}

function isUnmet({ state, totals }: RankedReplay): boolean {
  return state === 'done' && (totals === null || totals.people === 0);
}

function nameOf(
  key: string,
  gallery: readonly GalleryJourney[],
): Pick<Opportunity, 'key' | 'name'> | undefined {
  const found = gallery.find(({ journey }) => journey.key === key);
  return found && { key, name: found.journey.name };
}

function progressOf({ state, peopleDone, peopleTotal }: RankedReplay): number {
  if (state !== 'running') return 1;
  return peopleTotal === 0 ? 0 : Math.min(1, peopleDone / peopleTotal);
}

/** None for a journey that the gallery has no more. */
function opportunityOf(
  { journeyKey: key, state, totals }: RankedReplay,
  gallery: readonly GalleryJourney[],
  currency: string,
  isLive: (key: string) => boolean,
): Opportunity[] {
  const found = gallery.find(({ journey }) => journey.key === key);
  if (!found) return [];
  const figures = new Map(
    replayFigures({ totals, aside: null }).map((one) => [one.key, one.value]),
  );
  return [
    {
      key,
      name: found.journey.name,
      stage: coverageStages[found.card.stage].name,
      state,
      entered: figures.get('entered') ?? 0,
      sent: figures.get('sent') ?? 0,
      orders: figures.get('orders') ?? 0,
      minor: figures.get(`revenue:${currency}`) ?? 0,
      ...revenueInterval(totals?.followed.draws?.[currency] ?? []),
      isLive: isLive(key),
    },
  ];
}
