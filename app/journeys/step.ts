import type { DomainEvent } from '#app/events/event.ts';
import { closeRun, enterStep, followStep } from './enter-step.ts';
import { entryDecisions } from './entry-decisions.ts';
import { afterActivity, isActivityOn, isNewIntention } from './carts-of-run.ts';
import { stepById, type Journey } from './definition.ts';
import { exitRun, findExitCondition, findExitReason } from './exit-run.ts';
import { afterParcelEvent, waitsForParcel } from './parcels-of-run.ts';
import {
  concatTransitions,
  transitionTo,
  type Transition,
  type StepInput,
  type StepContext,
} from './transition.ts';
import { isAboutRun, type Decision, type Run } from './run.ts';
import { stepHandlerOf, type Step } from './steps/registry.ts';
import type { StepResult } from './steps/step-handler.ts';
import { waitDecision } from './wait-decision.ts';
import type { WaitForStep } from './steps/wait-for.ts';
import type { WaitStep } from './steps/wait.ts';

/**
 * Advances a run as far as it goes. Returns the very same run object, no effects and no decisions when the
 * input does not concern it.
 *
 * - An exit reason always wins. It is looked for in the facts before anything else, so it is found whichever
 *   delivery came first and however late.
 * - An exit condition is looked at before every step.
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
  const isDue = run.wakeAt !== null && run.wakeAt <= context.now;
  if (input.kind === 'time' && !isDue) return transitionTo(run);
  // After a pause it first goes on from where it stood.
  if (input.kind === 'event' && run.held) {
    const wakeAt = Math.min(context.now, run.wakeAt ?? run.held.at);
    const resumed = step(journey, { ...run, wakeAt }, { kind: 'time' }, context);
    return concatTransitions(resumed, step(journey, resumed.run, input, context));
  }
  const reason = findExitReason(journey, run, input, context);
  if (reason) return exitRun(journey, run, reason, context, input);
  if (input.kind === 'event' && isNewIntention(journey, run, input.event))
    return exitRun(journey, run, 'cart_changed', context, input, {
      kind: 'cart_exit',
      step: run.stepId,
    });
  return input.kind === 'time'
    ? onTimer(journey, run, context)
    : onEvent(journey, run, input.event, context);
}

/** Takes every step that is due, one after the other. */
function onTimer(journey: Journey, run: Run, context: StepContext): Transition {
  const taken: Transition[] = [];
  let [current, since] = [run, run.visit];
  for (let at = run.wakeAt; at !== null && at <= context.now; at = current.wakeAt) {
    const transition = takeDueStep(journey, current, at, context, since);
    taken.push(transition);
    current = transition.run;
    if (current.wakeAt !== at) since = current.visit;
  }
  return concatTransitions(transitionTo(run), ...taken);
}

/**
 * Takes the step after the wait that is over. A run that failed when it began has reached none yet.
 * @param at when the wait was over, epoch milliseconds
 * @param since as `enterStep` has it
 */
function takeDueStep(
  journey: Journey,
  run: Run,
  at: number,
  context: StepContext,
  since: number,
): Transition {
  const exit = findExitCondition(journey, context, at);
  if (exit) return exitRun(journey, run, exit.reason, context, undefined, exit.read);
  if (run.visit > 0) {
    const next = run.held?.stepId ?? afterWaiting(journey, run.stepId);
    const going = run.held ? { ...run, held: null } : run;
    return concatTransitions(
      { ...transitionTo(going), decisions: endOfWait(journey, run, at) },
      enterStep(journey, going, next, at, context, since),
    );
  }
  const answer = context.holds(journey.entry, at);
  const decisions = entryDecisions(journey, run, at, answer);
  if (!answer.holds)
    return { ...transitionTo(closeRun(run, 'exited', 'entry_not_met', at)), decisions };
  return concatTransitions(
    { ...transitionTo(run), decisions },
    enterStep(journey, run, journey.first, at, context, since),
  );
}

/** What a run waited for did not happen in time, where it waited for something and not while its journey was paused. */
function endOfWait(journey: Journey, run: Run, until: number): Decision[] {
  if (run.held?.stepId !== undefined || stepById(journey, run.stepId).kind !== 'wait_for')
    return [];
  return [waitDecision(run, until, { event: null, at: null, until })];
}

function onEvent(journey: Journey, run: Run, event: DomainEvent, context: StepContext): Transition {
  const { result, run: after } = reactToEvent(journey, run, event, context);
  if (!result) return transitionTo(after);
  const { outcome } = result;
  const exit = outcome.kind === 'next' ? findExitCondition(journey, context, outcome.at) : null;
  if (exit) return exitRun(journey, run, exit.reason, context, { kind: 'event', event }, exit.read);
  return followStep(journey, result, context, null);
}

/**
 * What an event comes to for a run that ends by none of it: what its step decides, or else the run as it waits on; the
 * very same run when the event does not concern it.
 */
export function reactToEvent(
  journey: Journey,
  run: Run,
  event: DomainEvent,
  context: StepContext,
): { result: StepResult | null; run: Run } {
  if (run.visit === 0) return { result: null, run };
  const current = stepById(journey, run.stepId);
  const result = stepHandlerOf(current).onEvent?.(current, run, event, context) ?? null;
  return { result, run: result ? run : whileWaiting(journey, current, run, event, context) };
}

function whileWaiting(
  journey: Journey,
  current: Step,
  run: Run,
  event: DomainEvent,
  context: StepContext,
): Run {
  if (current.kind === 'wait' && 'orderId' in event && isAboutRun(run, event)) {
    const before = parcelWaitBefore(journey, current, run);
    return before ? afterParcelEvent(before, run, current, event.at, context.facts) : run;
  }
  if (!isActivityOn(run, event)) return run;
  const restarting =
    current.kind === 'wait' && current.id === journey.restartsWhileWaitingAt ? current : null;
  return afterActivity(run, event, restarting, context.facts);
}

/** The wait for a parcel after which a run came to this wait. */
function parcelWaitBefore({ steps }: Journey, wait: WaitStep, run: Run): WaitForStep | undefined {
  return steps.find(
    (step): step is WaitForStep =>
      step.kind === 'wait_for' && step.next === wait.id && waitsForParcel(step, run),
  );
}

function afterWaiting(journey: Journey, stepId: string): string {
  const step = stepById(journey, stepId);
  const next = stepHandlerOf(step).afterWait(step);
  if (next !== null) return next;
  throw new Error(
    `No run waits at step ${step.id} (${step.kind}). A run there must have wakeAt null.`,
  );
}
