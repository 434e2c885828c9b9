import type { z } from 'zod';
import type { DefinitionKind, DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { Decision, Effect, Run } from '#app/journeys/run.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import type { Predicate } from '#app/segments/predicate.ts';

/** What a run does next, after a step has decided. Moments are epoch milliseconds. */
export type StepOutcome =
  /** It stays at the step until then, unless something happens before. */
  | { kind: 'wait'; until: number }
  /** It goes on to another step, reached at `at`. */
  | { kind: 'next'; stepId: string; at: number }
  | { kind: 'end'; reason: string; at: number }
  /** It stays as it is. */
  | { kind: 'stay' };

/** What a step decided: the run with what it noted of it, what is to be done, why, and how the run goes on. */
export type StepResult = {
  run: Run;
  effects?: Effect[];
  decisions?: Decision[];
  outcome: StepOutcome;
};

/** The journey that a step belongs to. */
export type JourneyOfStep = {
  key: string;
  /** The name under which its decisions are recorded. */
  rule: string;
};

/** An edge to another step; `label` says when it is taken, if there is a choice. */
export type StepEdge = { to: string; label: string | null };

/** What happens at a step, in two short lines. */
export type StepCard = { title: string; detail: string };

/** What the words of a step need: what the shop calls its emails and banners, and what comes at another step, by its id. */
export type StepWordsContext = { names: DefinitionNames; next: (stepId: string) => string };

/** A step in words. */
export type StepWords<S> = {
  /** As the journey's page draws it; `restarts` says whether the step begins again when the cart changes. */
  card(step: S, context: { names: DefinitionNames; restarts: boolean }): StepCard;
  /** What happens to a person who is at the step. */
  current(step: S, context: StepWordsContext): string;
  /** The step as what comes next: "the email “Thanks”". */
  coming(step: S, context: StepWordsContext): string;
};

/** All about one kind of step; a kind is one file. */
export type StepHandler<S> = {
  /** Checks a step that was stored or edited. */
  schema: z.ZodType<S>;
  /**
   * What the step does with a run that reaches it.
   * @param run at the step already, without a moment to wait for
   * @param at when the step is reached, epoch milliseconds
   */
  enter(step: S, run: Run, at: number, context: StepContext, journey: JourneyOfStep): StepResult;
  /** What an event does to a run that waits at the step; null when it does not concern it. */
  onEvent?(step: S, run: Run, event: DomainEvent, context: StepContext): StepResult | null;
  /** The step that a run goes to when its wait is over; null where no run waits. */
  afterWait(step: S): string | null;
  /** How long a run waits at the step at most, in milliseconds; 0 where none waits. */
  longestWait(step: S): number;
  edges(step: S): StepEdge[];
  /** The steps that a run may go on to without waiting here, although others wait; by default none where runs wait. */
  passesTo?(step: S): string[];
  /** The email or banner that the step uses, by its key. */
  uses?(step: S): { kind: DefinitionKind; key: string };
  /** The step with each predicate that it asks as another. */
  withPredicates?(step: S, as: (predicate: Predicate) => Predicate): S;
  /** What is to be taken back when a run ends at the step. @param at epoch milliseconds */
  exit?(run: Run, reason: string, at: number): Effect[];
  words: StepWords<S>;
};
