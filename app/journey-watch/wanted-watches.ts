import type { Journey } from '#app/journeys/definition.ts';
import type { ShownJourney } from '#app/journeys/page/shown-journey.ts';
import { HOUR } from '#app/lib/duration.ts';
import {
  ALL_JOURNEYS,
  measuresOf,
  newWatch,
  triggerRules,
  watchRules,
  type WatchMeasure,
  type WatchState,
} from './watched.ts';

/** Something that is to be watched; `journey` is null for what Shopify sends. */
export type WantedWatch = Pick<WatchState, 'journeyKey' | 'measure' | 'rules'> & {
  journey: Journey | null;
  /** It stands still because the merchant paused it: nothing is expected. */
  isPaused: boolean;
};

/**
 * It was not looked at for so long that nothing can be said of the time between: the worker was down, and nothing happened. Which
 * topics came is read of the last two hours, so it must be less.
 */
const LONGEST_GAP = HOUR;

/** What is to be watched of a shop: its live and paused journeys, and what Shopify sends for all of them. */
export function wantedWatches(shown: readonly ShownJourney[]): WantedWatch[] {
  const journeys = shown.flatMap(({ journey, state }) => {
    if (state !== 'live' && state !== 'paused') return [];
    return measuresOf(journey).map((measure) => wanted(journey, measure, state === 'paused'));
  });
  if (journeys.length === 0) return [];
  const all = { journeyKey: ALL_JOURNEYS, measure: 'deliveries', rules: '' } as const;
  return [{ ...all, journey: null, isPaused: false }, ...journeys];
}

function wanted(journey: Journey, measure: WatchMeasure, isPaused: boolean): WantedWatch {
  const rules = watchRules(journey, measure);
  return { journeyKey: journey.key, measure, rules, journey, isPaused };
}

/** One text for each thing that is watched. */
export function watchName({
  journeyKey,
  measure,
}: {
  journeyKey: string;
  measure: string;
}): string {
  return `${measure}:${journeyKey}`;
}

/**
 * Something that is watched, as it is looked at again: what was usual is forgotten with a change of what starts the journey, and nothing is
 * expected from a pause, or from a time in which it was not looked at.
 * @param before as it stood; undefined when it was not watched
 */
export function resumeWatch(
  { journeyKey, measure, rules, isPaused }: WantedWatch,
  before: WatchState | undefined,
  now: number,
): WatchState {
  if (!before) return newWatch({ journeyKey, measure, rules }, now);
  if (before.rules !== rules) return withNewRules({ journeyKey, measure, rules }, before, now);
  if (isPaused) return { ...before, since: now, checkedAt: now };
  return now - before.checkedAt > LONGEST_GAP ? { ...before, since: now } : before;
}

/**
 * With other rules it is learned again. What was usual stays as what may be expected while the same events start the journey,
 * at a level that begins at none: whether the new rules take anyone is seen by who is refused.
 */
function withNewRules(
  watch: Pick<WatchState, 'journeyKey' | 'measure' | 'rules'>,
  before: WatchState,
  now: number,
): WatchState {
  const fresh = { ...newWatch(watch, now), lastAt: before.lastAt, learnedFrom: now };
  if (triggerRules(before.rules) !== triggerRules(watch.rules)) return fresh;
  return { ...fresh, profile: before.profile, chances: before.chances, level: 0 };
}
