import type { MessagePriority } from '#app/messages/planner/message-priority.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import type { ReentryPolicy } from './reentry-policy.ts';
import type { Step } from './steps/registry.ts';
import type { Trigger } from './triggers/registry.ts';

/** Steps of a journey. */
export const MOST_STEPS = 500;

/** A person enters a segment, or leaves it, by what they do or by time alone. */
export type SegmentChange = { segment: string; kind: 'entered' | 'left' };

/** What ends a run at once, read from facts; stored as the run's end reason. */
export type ExitReason =
  | 'ordered'
  | 'basket_emptied'
  | 'checkout_deleted'
  | 'order_cancelled'
  | 'order_refunded'
  | 'person_deleted';

/**
 * The path that people take. `trigger` says what starts a run, and what it is about; `reentry` who may enter again, and
 * without it what is usual for the trigger; `entry` is evaluated when the run would start; each of `exitReasons` and
 * of `exitConditions` ends it at once, whatever it waits for, and none starts or comes to a step while one of them is met.
 */
export type Journey = {
  key: string;
  name: string;
  purpose: string;
  version: number;
  trigger: Trigger;
  reentry?: ReentryPolicy;
  entry: Predicate;
  exitReasons: ExitReason[];
  exitConditions?: SegmentChange[];
  /** How important its messages are, 5 first and 1 last; as usual for what they are about unless set. */
  priority?: MessagePriority;
  /** Later activity on the same cart starts the clock of this wait again. */
  restartsWhileWaitingAt: string | null;
  /**
   * A cart with other goods ends the run at one of these steps: it is a new intention, with a run of its own. They are
   * those after the last reminder, one after the other.
   */
  renewsAt?: string[];
  first: string;
  steps: Step[];
};

/** Journeys as they are now, and earlier versions that runs may still be in. */
export type JourneyVersions = {
  journeys: readonly Journey[];
  earlierJourneys?: readonly Journey[];
  /** The keys of journeys that are paused: they start nothing, and who is in them stands still. */
  pausedKeys?: ReadonlySet<string>;
};

/** A run whose journey, version or step is no part of the definitions. */
export class DefinitionGoneError extends Error {
  readonly gone: 'journey_gone' | 'version_gone' | 'step_gone';

  constructor(gone: DefinitionGoneError['gone'], message: string) {
    super(message);
    this.name = 'DefinitionGoneError';
    this.gone = gone;
  }
}

/**
 * The version of a journey that a run entered, and stays on.
 * @throws DefinitionGoneError when there is no such journey or version
 */
export function journeyOfRun(
  { journeys, earlierJourneys = [] }: JourneyVersions,
  { journeyKey, journeyVersion }: { journeyKey: string; journeyVersion: number },
): Journey {
  const versions = [...journeys, ...earlierJourneys].filter(({ key }) => key === journeyKey);
  const found = versions.find(({ version }) => version === journeyVersion);
  if (found) return found;
  const gone = versions.length === 0 ? 'journey_gone' : 'version_gone';
  throw new DefinitionGoneError(
    gone,
    `There is no version ${String(journeyVersion)} of journey ${journeyKey}. Keep the versions that people are in.`,
  );
}

/**
 * The step of a journey by its id.
 * @throws DefinitionGoneError when there is none
 */
export function stepById(journey: Journey, id: string): Step {
  const found = journey.steps.find((candidate) => candidate.id === id);
  if (found) return found;
  throw new DefinitionGoneError(
    'step_gone',
    `Journey ${ruleOf(journey)} has no step ${id}. Keep the steps of a journey that people are in.`,
  );
}

/** The journey that a rule's name is of, see `ruleOf`. */
export function journeyKeyOf(rule: string): string {
  return rule.slice(0, rule.lastIndexOf('@'));
}

/** The name under which a journey's decisions are recorded. */
export function ruleOf(journey: Journey): string {
  return `${journey.key}@${String(journey.version)}`;
}
