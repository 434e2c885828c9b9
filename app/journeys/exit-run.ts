import type { ExitConditionsInput, JourneyDecisionInput } from './decision-input.ts';
import type { ExitReason, Journey, SegmentChange } from './definition.ts';
import { endedDecision } from './ended-decision.ts';
import { exitFactsOf, exitReasonOf, lazyExitFacts } from './exit-facts.ts';
import type { Transition, StepInput, StepContext } from './transition.ts';
import type { Run } from './run.ts';
import { stepHandlerOf } from './steps/registry.ts';

/** The first of the journey's exit reasons that holds for the run; null when it may go on. */
export function findExitReason(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): ExitReason | null {
  return exitReasonOf(journey, lazyExitFacts(journey, run, input, context));
}

/** An exit condition that is met, and which memberships were asked about to find it. */
export type MetExitCondition = {
  reason: `segment_${SegmentChange['kind']}`;
  read: ExitConditionsInput;
};

/**
 * The first of the journey's exit conditions that is met when a run comes to a step: the person is in a segment that ends
 * it on entering, or not in one that ends it on leaving. A change between two steps ends the run when it is noticed;
 * this is for what one batch both changed and made due.
 * @param at when the step is reached, epoch milliseconds
 */
export function findExitCondition(
  journey: Journey,
  context: StepContext,
  at: number,
): MetExitCondition | null {
  const memberships: Record<string, boolean> = {};
  const reason = exitConditionOf(
    journey,
    (segment) => (memberships[segment] ??= context.isIn(segment, at)),
  );
  return reason && { reason, read: { kind: 'exit_conditions', memberships } };
}

/** The first of the journey's exit conditions that is met by these memberships; null when the run may go on. */
export function exitConditionOf(
  { exitConditions = [] }: Pick<Journey, 'exitConditions'>,
  isIn: (segment: string) => boolean,
): MetExitCondition['reason'] | null {
  const met = exitConditions.find(({ segment, kind }) => isIn(segment) === (kind === 'entered'));
  return met ? `segment_${met.kind}` : null;
}

/**
 * The run ended by one of its exit reasons; what its step had left to be seen is taken back.
 * @param input what showed it; the run ended when that happened, however late it was received
 * @param read what was read, where that is not what the exit reasons look at
 */
export function exitRun(
  journey: Journey,
  run: Run,
  reason:
    | ExitReason
    | `segment_${SegmentChange['kind']}`
    | 'cart_changed'
    | 'profiles_merged'
    | 'moved_out'
    | 'removed_by_staff',
  context: StepContext,
  input?: StepInput,
  read?: JourneyDecisionInput,
): Transition {
  const moment = input?.kind === 'event' ? Math.max(run.enteredAt, input.event.at) : context.now;
  const at = Math.min(context.now, run.wakeAt ?? context.now, moment);
  const step = journey.steps.find(({ id }) => id === run.stepId);
  const reasonRead: JourneyDecisionInput | undefined = input && {
    kind: 'exit',
    facts: exitFactsOf(journey, run, input, context),
  };
  return {
    run: { ...run, state: 'exited', wakeAt: null, endedAt: at, endReason: reason },
    effects: step ? (stepHandlerOf(step).exit?.(run, reason, at) ?? []) : [],
    decisions: [endedDecision(journey, run, reason, at, read ?? reasonRead)],
  };
}
