import { ordersKept } from '../bought.ts';
import type { ScoreModel } from '../model.ts';
import { valuesOf, type Feature } from './features.ts';
import {
  isInPlay,
  momentBefore,
  momentDays,
  numberIn,
  outcomeFrom,
  OUTCOME_DAYS,
  stateBefore,
  type History,
} from './history.ts';
import type { Example } from './example.ts';

/** Days since 1970-01-01 UTC. */
export type ExampleDays = { from: number; until: number; recordFrom: number };

/** One person in so many only helps to choose the penalty. */
const HELD_OUT_OF = 5;

/**
 * What a person's history teaches: an example for each of their moments at which they were in play.
 * @param days first day that may be looked at, the day up to which everything is known, and the first of which the
 *   shop's orders are known
 */
export function examplesOf(
  features: readonly Feature[],
  model: ScoreModel,
  history: History,
  { from, until, recordFrom }: ExampleDays,
): Example[] {
  // Another part of the id than the one that shifts the moments.
  const isHeldOut = Math.floor(numberIn(history.profileId) / OUTCOME_DAYS) % HELD_OUT_OF === 0;
  return momentDays(history.profileId, from, until)
    .filter((day) => isInPlay(history, day))
    .map((day) => {
      const state = stateBefore(history, day);
      return {
        day,
        values: valuesOf(features, model, state, momentBefore(day)),
        orders: ordersKept(state.orders),
        recordDays: day - recordFrom,
        outcome: outcomeFrom(history, day),
        isHeldOut,
      };
    });
}
