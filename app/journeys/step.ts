import type { DomainEvent } from '#app/events/event.ts';
import { enterStep, closeRun } from './enter-step.ts';
import { afterActivity, isActivityOn, isNewIntention } from './carts-of-run.ts';
import { stepById, type Journey, type Step } from './definition.ts';
import { exitRun, findExitReason } from './exit-run.ts';
import { afterParcelEvent, waitsForParcel, withParcel } from './parcels-of-run.ts';
import {
  concatTransitions,
  transitionTo,
  type Transition,
  type StepInput,
  type StepContext,
} from './transition.ts';
import type { Run } from './run.ts';

/**
 * Advances a run as far as it goes. Returns the very same run object, no effects and no decisions when the
 * input does not concern it.
 *
 * - An exit reason always wins. It is looked for in the facts before anything else, so it is found whichever
 *   delivery came first and however late.
 * - Moments of later steps count from the moment a step was due, not from `now`, so work done late gives
 *   the same run as work done in time.
 * - An ended run never advances again.
 */
export function step(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): Transition {
  if (run.state !== 'active') return transitionTo(run);
  if (input.kind === 'time' && (run.wakeAt === null || run.wakeAt > context.now))
    return transitionTo(run);
  const reason = findExitReason(journey, run, input, context);
  if (reason) return exitRun(journey, run, reason, context, input);
  if (input.kind === 'event' && isNewIntention(journey, run, input.event))
    return exitRun(journey, run, 'cart_changed', context, input);
  return input.kind === 'time'
    ? onTimer(journey, run, context)
    : onEvent(journey, run, input.event, context);
}

/** Takes every step that is due, one after the other. A run that failed when it began has reached none yet. */
function onTimer(journey: Journey, run: Run, context: StepContext): Transition {
  let transition = transitionTo(run);
  while (transition.run.wakeAt !== null && transition.run.wakeAt <= context.now) {
    const { visit, wakeAt, stepId } = transition.run;
    const begins = visit === 0;
    if (begins && !context.holds(journey.entry, wakeAt))
      return transitionTo(closeRun(run, 'exited', 'entry_not_met', wakeAt));
    const next = begins ? journey.first : afterWaiting(stepById(journey, stepId));
    transition = concatTransitions(
      transition,
      enterStep(journey, transition.run, next, wakeAt, context),
    );
  }
  return transition;
}

function onEvent(journey: Journey, run: Run, event: DomainEvent, context: StepContext): Transition {
  if (run.visit === 0) return transitionTo(run);
  const current = stepById(journey, run.stepId);
  if (current.kind === 'wait_for' && current.events.includes(event.kind) && isAbout(run, event)) {
    const until = run.wakeAt ?? event.at;
    // What came after the longest wait is too late, even when the clock has not been read since.
    if (event.at > until) return transitionTo(run);
    if (waitsForParcel(current, run)) {
      const found = withParcel(run, until, context);
      return found
        ? enterStep(journey, found.run, current.next, found.at, context)
        : transitionTo(run);
    }
    return enterStep(
      journey,
      run,
      current.next,
      Math.max(until - current.maxMs, event.at),
      context,
    );
  }
  if (current.kind === 'wait' && 'orderId' in event && isAbout(run, event))
    return transitionTo(afterParcelEvent(journey, run, current, event.at, context.facts));
  if (!isActivityOn(run, event)) return transitionTo(run);
  const restarting =
    current.kind === 'wait' && current.id === journey.restartsWhileWaitingAt ? current : null;
  return transitionTo(afterActivity(run, event, restarting, context.facts));
}

/** Whether the event is about the run's order; an event that names no order is about the person. */
function isAbout(run: Run, event: DomainEvent): boolean {
  return (
    run.context.subject !== 'order' ||
    !('orderId' in event) ||
    event.orderId === run.context.orderId
  );
}

function afterWaiting(waited: Step): string {
  switch (waited.kind) {
    case 'wait':
    case 'banner':
      return waited.next;
    case 'wait_for':
      return waited.timeout;
    case 'branch':
    case 'email':
    case 'exit':
      throw new Error(
        `No run waits at step ${waited.id} (${waited.kind}). A run there must have wakeAt null.`,
      );
  }
}
