import type { DomainEvent } from '#app/events/event.ts';
import { isNewIntention } from './carts-of-run.ts';
import type { Journey } from './definition.ts';
import { endedDecision } from './ended-decision.ts';
import { closeRun } from './enter-step.ts';
import { exitRun, findExitReason } from './exit-run.ts';
import type { HeldRun, Run } from './run.ts';
import { reactToEvent } from './step.ts';
import type { StepResult } from './steps/step-handler.ts';
import { transitionTo, type StepContext, type StepInput, type Transition } from './transition.ts';

/**
 * Advances a run whose journey is paused. It ends as it would without the pause, and notes what happens to its person;
 * but it goes on to no other step: what would take it on is kept with it until the journey goes on. The moments of later
 * steps then count from when it would have gone on, as if there had been no pause.
 */
export function stepPaused(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): Transition {
  if (run.state !== 'active') return transitionTo(run);
  const reason = findExitReason(journey, run, input, context);
  if (reason) return exitRun(journey, run, reason, context, input);
  if (input.kind === 'time') {
    if (run.wakeAt === null || run.wakeAt > context.now) return transitionTo(run);
    return transitionTo(hold(run, { ...run.held, at: run.wakeAt }));
  }
  if (isNewIntention(journey, run, input.event))
    return exitRun(journey, run, 'cart_changed', context, input, {
      kind: 'cart_exit',
      step: run.stepId,
    });
  return onPausedEvent(journey, run, input.event, context);
}

function onPausedEvent(
  journey: Journey,
  run: Run,
  event: DomainEvent,
  context: StepContext,
): Transition {
  // It was taken on already, by the first of such events.
  if (run.held?.stepId !== undefined) return transitionTo(run);
  const waiting = run.held ? { ...run, wakeAt: run.held.at } : run;
  const { result, run: after } = reactToEvent(journey, waiting, event, context);
  if (result) return afterResult(journey, result, context.now);
  return transitionTo(after === waiting ? run : standStill(after, context.now));
}

function afterResult(
  journey: Journey,
  { run, effects = [], decisions = [], outcome }: StepResult,
  now: number,
): Transition {
  const decided = { effects, decisions };
  switch (outcome.kind) {
    case 'stay':
      return { ...decided, run: standStill(run, now) };
    case 'wait':
      return { ...decided, run: standStill({ ...run, wakeAt: outcome.until }, now) };
    case 'next':
      return { ...decided, run: hold(run, { at: outcome.at, stepId: outcome.stepId }) };
    case 'end': {
      const { reason, at } = outcome;
      return {
        effects,
        run: closeRun(run, 'completed', reason, at),
        decisions: [...decisions, endedDecision(journey, run, reason, at)],
      };
    }
  }
}

/** A run that waits on: held when its moment has come, and else until then. */
function standStill(run: Run, now: number): Run {
  if (run.wakeAt !== null && run.wakeAt <= now) return hold(run, { at: run.wakeAt });
  return run.held ? { ...run, held: null } : run;
}

function hold(run: Run, held: HeldRun): Run {
  return { ...run, wakeAt: null, held };
}
