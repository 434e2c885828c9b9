import { DAY } from '#app/lib/duration.ts';
import type { ScoreModel } from '../model.ts';
import { valuesOf, type Feature } from './features.ts';
import {
  isInPlay,
  momentDays,
  numberIn,
  outcomeAfter,
  OUTCOME_DAYS,
  stateAt,
  type History,
} from './history.ts';
import type { Example } from './learn.ts';

/** One person in so many only helps to choose the penalty. */
const HELD_OUT_OF = 5;

/**
 * What a person's history teaches: an example for each of their moments at which they were in play.
 * @param from first day that may be looked at, @param until the day whose first moment is known up to
 */
export function examplesOf(
  features: readonly Feature[],
  model: ScoreModel,
  history: History,
  from: number,
  until: number,
): Example[] {
  // Another part of the id than the one that shifts the moments.
  const isHeldOut = Math.floor(numberIn(history.profileId) / OUTCOME_DAYS) % HELD_OUT_OF === 0;
  return momentDays(history.profileId, from, until)
    .filter((day) => isInPlay(history, day))
    .map((day) => ({
      day,
      values: valuesOf(features, model, stateAt(history, day), day * DAY),
      outcome: outcomeAfter(history, day),
      isHeldOut,
    }));
}
