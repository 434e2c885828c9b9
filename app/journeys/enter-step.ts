import { MOST_STEPS, ruleOf, stepById, type Journey } from './definition.ts';
import type { Effect, Run } from './run.ts';
import { stepHandlerOf } from './steps/registry.ts';
import type { JourneyOfStep, StepResult } from './steps/step-handler.ts';
import {
  concatTransitions,
  transitionTo,
  type Transition,
  type StepContext,
} from './transition.ts';

/** Steps that a run may reach over its life: three a day for more than four years. */
const MOST_VISITS = 5_000;

/**
 * Brings a run to a step and on through every step that does not wait. A run that reaches more steps at one moment than a
 * journey has goes in a circle without waiting, and ends as `endless`, as does one that goes round for years.
 * @param at the moment the step is reached, epoch milliseconds
 * @param since how many steps the run had reached when it came to this moment
 */
export function enterStep(
  journey: Journey,
  run: Run,
  stepId: string,
  at: number,
  context: StepContext,
  since: number = run.visit,
): Transition {
  const reached: Run = { ...run, stepId, visit: run.visit + 1, wakeAt: null };
  if (reached.visit - since > MOST_STEPS || reached.visit > MOST_VISITS)
    return transitionTo(closeRun(reached, 'exited', 'endless', at));
  const step = stepById(journey, stepId);
  return followStep(
    journey,
    stepHandlerOf(step).enter(step, reached, at, context, journeyOfStep(journey)),
    context,
    since,
  );
}

/** What a step is given of its journey. */
function journeyOfStep(journey: Journey): JourneyOfStep {
  const { key, priority, steps } = journey;
  return {
    key,
    rule: ruleOf(journey),
    ...(priority === undefined ? {} : { priority }),
    longestWait(stepId) {
      const step = steps.find(({ id }) => id === stepId);
      return step ? stepHandlerOf(step).longestWait(step) : 0;
    },
  };
}

/** The transition of a run after its step has decided. @param since as `enterStep` has it */
export function followStep(
  journey: Journey,
  { run, effects = [], decisions = [], starts, outcome }: StepResult,
  context: StepContext,
  since: number = run.visit,
): Transition {
  const decided: Transition = {
    run,
    effects: effects.map((effect) => withExits(journey, effect)),
    decisions,
    ...(starts && { starts }),
  };
  switch (outcome.kind) {
    case 'stay':
      return decided;
    case 'wait':
      return { ...decided, run: { ...run, wakeAt: outcome.until } };
    case 'next':
      return concatTransitions(
        decided,
        enterStep(journey, run, outcome.stepId, outcome.at, context, since),
      );
    case 'end':
      return { ...decided, run: closeRun(run, 'completed', outcome.reason, outcome.at) };
  }
}

/** An email with the exit conditions of its journey, which are looked at again when it is sent: its run may have ended by then. */
function withExits({ exitConditions = [] }: Journey, effect: Effect): Effect {
  if (effect.kind !== 'email' || exitConditions.length === 0) return effect;
  return { ...effect, payload: { ...effect.payload, exits: exitConditions } };
}

/** A run at its end. */
export function closeRun(run: Run, state: 'completed' | 'exited', reason: string, at: number): Run {
  return { ...run, state, wakeAt: null, endedAt: at, endReason: reason };
}
