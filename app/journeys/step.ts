import type { DomainEvent } from '#app/events/event.ts';
import type { CartFact, PurchaseFact } from '#app/profiles/facts.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import type { Journey } from './definition.ts';
import type { Decision, Effect, Run } from './run.ts';

/** What a decision may look at. The facts include the event that is being decided on. */
export type Surroundings = {
  now: number;
  person: ProfileState;
  /** Baskets and orders of the person, at least those that a run or the event is about. */
  carts: readonly CartFact[];
  purchases: readonly PurchaseFact[];
  /** Whether a question about the person is true at a moment. */
  holds(predicate: Predicate, at: number): boolean;
};

/** What makes a run move: something that happened to its person, or the clock reaching `wakeAt`. */
export type StepInput = { kind: 'event'; event: DomainEvent } | { kind: 'time' };

/** A run after a decision, with what is to be done and why. */
export type Progress = { run: Run; effects: Effect[]; decisions: Decision[] };

/**
 * Moves a run as far as it goes. Returns the very same run object, no effects and no decisions when the
 * input does not concern it. Moments of later steps count from the moment a step was due, not from `now`,
 * so work done late gives the same run as work done in time.
 * @param run a run of `journey`; an ended run stays as it is
 */
export function step(journey: Journey, run: Run, input: StepInput, around: Surroundings): Progress {
  return { run, effects: [], decisions: [] };
}
