import type { DomainEvent } from '#app/events/event.ts';
import type { OfferLookup } from '#app/offers/offer-lookup.ts';
import type { CartFact, PurchaseFact } from '#app/profiles/facts.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { PredicateAnswer } from '#app/segments/answer-predicate.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import type { Decision, Effect, Run, RunContext } from './run.ts';

/** What a decision may look at. The facts include the event that is being decided on. */
export type StepContext = {
  /** Epoch milliseconds. */
  now: number;
  /** The zones (IANA) by which days and hours count: the shop's and the person's. */
  zones: { shop: string; person: string };
  person: ProfileState;
  /** When the person would order again as usual, where that was read before; else it is what their profile shows. */
  usualOrderAt?: number | null;
  /** Whom chance is derived for, where that was read before; else it is what their profile shows. */
  drawnFor?: string;
  /** What a split draws for, where that was stored; else it is what the run and its person show. */
  drawnAs?: string;
  /** At least the carts and the order that the run and the event are about, by `cartKey` and order id. */
  facts: {
    carts: ReadonlyMap<string, CartFact>;
    purchases: ReadonlyMap<string, PurchaseFact>;
  };
  /** Whether a predicate about the person holds at a moment (epoch milliseconds), why, and what it read. */
  holds(predicate: Predicate, at: number): PredicateAnswer;
  /** Whether the person is in a segment of the shop at a moment (epoch milliseconds), by its key. */
  isIn(segment: string, at: number): boolean;
  /** What decides on offers to the person; absent where no journey of the shop offers anything. */
  offers?: OfferLookup;
};

/** What advances a run: something that happened to its person, or the clock reaching `wakeAt`. */
export type StepInput = { kind: 'event'; event: DomainEvent } | { kind: 'time' };

/** A run of another journey that a step asks for, for the same person. */
export type JourneyStart = {
  /** Deterministic: the same step asked for twice starts one run. */
  key: string;
  journeyKey: string;
  /** What the run that asks is about. */
  context: RunContext;
  /** Epoch milliseconds. */
  at: number;
  /** The rule that the decision is recorded under. */
  rule: string;
  /** The step that asks; null when none does. */
  step: string | null;
};

/** A run after a decision, with what is to be done and why. */
export type Transition = {
  run: Run;
  effects: Effect[];
  decisions: Decision[];
  starts?: readonly JourneyStart[];
};

/** The transition to a run, without effects and decisions. */
export function transitionTo(run: Run): Transition {
  return { run, effects: [], decisions: [] };
}

/** Transitions of one run, one after the other. */
export function concatTransitions(first: Transition, ...others: Transition[]): Transition {
  const all: Transition = {
    run: first.run,
    effects: [...first.effects],
    decisions: [...first.decisions],
  };
  const starts = [...(first.starts ?? [])];
  for (const other of others) {
    all.run = other.run;
    all.effects.push(...other.effects);
    all.decisions.push(...other.decisions);
    if (other.starts) starts.push(...other.starts);
  }
  if (starts.length > 0) all.starts = starts;
  return all;
}
