import type { StepDecisionInput } from './decision-input.ts';
import { MOST_STEPS, stepById, type Journey } from './definition.ts';
import { endedDecision } from './ended-decision.ts';
import { journeyOfStep } from './journey-of-step.ts';
import type { Decision, Effect, Run } from './run.ts';
import { stepHandlerOf } from './steps/registry.ts';
import type { StepResult } from './steps/step-handler.ts';
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
    return {
      ...transitionTo(closeRun(reached, 'exited', 'endless', at)),
      decisions: [endedDecision(journey, reached, 'endless', at)],
    };
  const step = stepById(journey, stepId);
  return followStep(
    journey,
    stepHandlerOf(step).enter(step, reached, at, context, journeyOfStep(journey)),
    context,
    { kind: 'step', step: stepId, visit: reached.visit, profile: run.profileId, conditions: {} },
    since,
  );
}

/**
 * The transition of a run after its step has decided.
 * @param reached which step the run reached, to be stored with what it decided; null when it was there already
 * @param since as `enterStep` has it
 */
export function followStep(
  journey: Journey,
  { run, effects = [], decisions = [], starts, outcome }: StepResult,
  context: StepContext,
  reached: StepDecisionInput | null,
  since: number = run.visit,
): Transition {
  const decided: Transition = {
    run,
    effects: effects.map((effect) => withExits(journey, effect)),
    decisions: decisions.map((one) => withStepRead(one, reached)),
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
      return concatTransitions(decided, {
        ...transitionTo(closeRun(run, 'completed', outcome.reason, outcome.at)),
        decisions: [
          endedDecision(journey, run, outcome.reason, outcome.at, stepRead(decided, reached)),
        ],
      });
  }
}

/** A decision with the step that made it, unless it says itself what it read. */
function withStepRead(decision: Decision, reached: StepDecisionInput | null): Decision {
  const { input } = decision;
  const isOfStep = input === undefined || ('kind' in input && input.kind === 'step');
  return reached && isOfStep ? { ...decision, input: { ...reached, ...input } } : decision;
}

/** What a step read that ends a run: what its own decision says, or only which step it was. */
function stepRead(
  { decisions }: Transition,
  reached: StepDecisionInput | null,
): StepDecisionInput | undefined {
  if (reached === null) return undefined;
  const own = decisions.find(({ input }) => input && 'kind' in input && input.kind === 'step');
  return { ...reached, ...own?.input };
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
