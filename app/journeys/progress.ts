import type { DomainEvent } from '#app/events/event.ts';
import type { CartFact, PurchaseFact } from '#app/profiles/facts.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import type { Decision, Effect, Run } from './run.ts';

/** What a decision may look at. The facts include the event that is being decided on. */
export type StepContext = {
  /** Epoch milliseconds. */
  now: number;
  person: ProfileState;
  /** At least the carts and the order that the run and the event are about, by `cartKey` and order id. */
  facts: {
    carts: ReadonlyMap<string, CartFact>;
    purchases: ReadonlyMap<string, PurchaseFact>;
  };
  /** Whether a question about the person is true at a moment. */
  holds(predicate: Predicate, at: number): boolean;
};

/** What makes a run move: something that happened to its person, or the clock reaching `wakeAt`. */
export type StepInput = { kind: 'event'; event: DomainEvent } | { kind: 'time' };

/** A run after a decision, with what is to be done and why. */
export type Progress = { run: Run; effects: Effect[]; decisions: Decision[] };

/** Progress with nothing to do. */
export function only(run: Run): Progress {
  return { run, effects: [], decisions: [] };
}

/** Two pieces of progress of one run, one after the other. */
export function joined(before: Progress, after: Progress): Progress {
  return {
    run: after.run,
    effects: [...before.effects, ...after.effects],
    decisions: [...before.decisions, ...after.decisions],
  };
}
