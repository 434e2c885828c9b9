import type { z } from 'zod';
import type { DefinitionKind, DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { Decision, Effect, Run } from '#app/journeys/run.ts';
import type { JourneyStart, StepContext } from '#app/journeys/transition.ts';
import type { MessagePriority } from '#app/messages/planner/message-priority.ts';
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
  /** Runs of other journeys that it asks for. */
  starts?: JourneyStart[];
  outcome: StepOutcome;
};

/** The journey that a step belongs to. */
export type JourneyOfStep = {
  key: string;
  /** The name under which its decisions are recorded. */
  rule: string;
  /** How important its messages are; absent where that is as usual for what they are about. */
  priority?: MessagePriority;
  /** How long a run waits at a step at most, by its id, milliseconds; 0 where none waits. */
  longestWait: (stepId: string) => number;
};

/**
 * An edge to another step; `label` says when it is taken, if there is a choice. `key` is where the step names the other one, as
 * a path of fields with dots between: `next`, `paths.0.next`.
 */
export type StepEdge = { key: string; to: string; label: string | null };

/** Where the list of steps that can be added shows a kind, in this order. */
export const STEP_GROUPS = ['messages', 'timing', 'logic', 'actions', 'end'] as const;
export type StepGroup = (typeof STEP_GROUPS)[number];

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
  /** What the merchant calls the kind, where steps are added: "Send email". */
  label: string;
  group: StepGroup;
  /** A new step with usual settings and nothing chosen, whose edges all lead to `to`; empty when nothing comes after. */
  blank(id: string, to: string): S;
  /** Checks a step that was stored or edited. What is not chosen yet is an empty text, which `problems` names. */
  schema: z.ZodType<S>;
  /** Why a journey with the step cannot be published, beside edges and what `uses` names: each a sentence with what to do. */
  problems?(step: S): string[];
  /** What better were changed, although a journey with the step can be published: each a sentence with what to do. */
  warnings?(step: S): string[];
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
  /** It waits until a moment of the calendar: its longest wait says nothing of when a run came to it. */
  waitsUntilMoment?: true;
  /** False where the step looks at carts, orders and the run alone, and at no more of the person; absent where it always does. */
  readsProfile?(step: S): boolean;
  edges(step: S): StepEdge[];
  /** The steps that a run may go on to without waiting here, although others wait; by default none where runs wait. */
  passesTo?(step: S): string[];
  /** The email, banner or offer that the step uses, by its key; null while none is chosen. */
  uses?(step: S): { kind: DefinitionKind; key: string } | null;
  /** The step with each predicate that it asks as another. */
  withPredicates?(step: S, as: (predicate: Predicate) => Predicate): S;
  /** What is to be taken back when a run ends at the step. @param at epoch milliseconds */
  exit?(run: Run, reason: string, at: number): Effect[];
  words: StepWords<S>;
};
