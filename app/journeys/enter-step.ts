import { ruleOf, stepById, type Journey } from './definition.ts';
import type { Run } from './run.ts';
import { stepHandlerOf } from './steps/registry.ts';
import type { StepResult } from './steps/step-handler.ts';
import {
  concatTransitions,
  transitionTo,
  type Transition,
  type StepContext,
} from './transition.ts';

/** More steps than any journey has; beyond it the journey goes in a circle without waiting. */
const MOST_STEPS = 100;

/**
 * Brings a run to a step and on through every step that does not wait.
 * @param at the moment the step is reached, epoch milliseconds
 */
export function enterStep(
  journey: Journey,
  run: Run,
  stepId: string,
  at: number,
  context: StepContext,
): Transition {
  const reached: Run = { ...run, stepId, visit: run.visit + 1, wakeAt: null };
  if (reached.visit > MOST_STEPS) return transitionTo(closeRun(reached, 'exited', 'endless', at));
  const step = stepById(journey, stepId);
  const ofStep = { key: journey.key, rule: ruleOf(journey) };
  return followStep(
    journey,
    stepHandlerOf(step).enter(step, reached, at, context, ofStep),
    context,
  );
}

/** The transition of a run after its step has decided. */
export function followStep(
  journey: Journey,
  { run, effects = [], decisions = [], outcome }: StepResult,
  context: StepContext,
): Transition {
  const decided: Transition = { run, effects, decisions };
  switch (outcome.kind) {
    case 'stay':
      return decided;
    case 'wait':
      return { ...decided, run: { ...run, wakeAt: outcome.until } };
    case 'next':
      return concatTransitions(
        decided,
        enterStep(journey, run, outcome.stepId, outcome.at, context),
      );
    case 'end':
      return { ...decided, run: closeRun(run, 'completed', outcome.reason, outcome.at) };
  }
}

/** A run at its end. */
export function closeRun(run: Run, state: 'completed' | 'exited', reason: string, at: number): Run {
  return { ...run, state, wakeAt: null, endedAt: at, endReason: reason };
}
