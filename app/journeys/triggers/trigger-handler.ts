import type { z } from 'zod';
import type { DomainEvent } from '#app/events/event.ts';
import type { CoverageStage } from '#app/journeys/coverage/coverage-stage.ts';
import type { ReentryPolicy, RunsPer } from '#app/journeys/reentry-policy.ts';
import type { PersonContext, RunContext } from '#app/journeys/run.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import type { Grade } from '#app/scoring/grade.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import type { TriggerPast } from './trigger-past.ts';

/** What a run would be about, and its deterministic key by each thing that runs can be counted by. */
export type TriggerStart = { context: RunContext; keys: Partial<Record<RunsPer, string>> };

/** What changed of a person by what they did or by time alone, as it was detected at `at` (epoch milliseconds). */
export type PersonChange = { at: number } & (
  | { kind: 'entered' | 'left'; segment: string }
  /** `before` is null for a person who had no grade yet. */
  | { kind: 'graded'; before: Grade | null; after: Grade }
);

/** All about one kind of trigger; a kind is one file. */
export type TriggerHandler<T> = {
  /** What the merchant calls the kind, where it is chosen. */
  label: string;
  /** A new trigger of the kind with nothing chosen. */
  blank: T;
  /** Checks a trigger that was stored or edited. What is not chosen yet is empty, which `problems` names. */
  schema: z.ZodType<T>;
  /** Why a journey with it cannot be published: each a sentence with what to do. */
  problems?(trigger: T): string[];
  /** The sentence that says what starts a run: "Starts when a person ...". */
  words(trigger: T): string;
  /** The stages of the coverage map that people are at whom it starts; left out where it says nothing of that. */
  stages?(trigger: T): readonly CoverageStage[];
  /** What the runs are about. */
  subject(trigger: T): RunContext['subject'];
  /** What runs may be counted by. */
  per(trigger: T): readonly RunsPer[];
  /** When a person enters again, for a journey that says nothing of it. */
  reentry(trigger: T): ReentryPolicy;
  /** How a replay finds what would have started runs. */
  past(trigger: T): TriggerPast;
  /** The segment that it refers to. */
  segment?(trigger: T): string;
  /** What a run that an event starts would be about; null when the event is none of those that start one. */
  onEvent?(trigger: T, event: DomainEvent, profileId: string): TriggerStart | null;
  /** Whether what the event says is what the trigger asks for. */
  matches?(trigger: T, event: DomainEvent, context: StepContext): boolean;
  /** What a run that a change of a person starts would be about. */
  onChange?(trigger: T, change: PersonChange, profileId: string): TriggerStart | null;
  /** The moment at which time starts a run, epoch milliseconds; null while it is not known. */
  moment?(trigger: T, facts: SegmentFacts): number | null;
  /** The ids of the products that it refers to. */
  products?(trigger: T): readonly string[];
  /** The ids of the collections that it refers to, and the trigger with the products that are in them now. */
  collections?(trigger: T): readonly string[];
  withCollections?(trigger: T, collections: ReadonlyMap<string, readonly string[]>): T;
};

/**
 * A run about a person, by a key that names what started it.
 * @param about the product or collection by which it begins
 */
export function personStart(key: string, about: Omit<PersonContext, 'subject'> = {}): TriggerStart {
  return { context: { subject: 'person', ...about }, keys: { person: key, event: key } };
}

/** The usual re-entry of what starts with a person: one run at a time, every time. */
export const EVERY_TIME: ReentryPolicy = { per: 'person', again: 'always' };
