import { idOf } from '#app/lib/ids.ts';
import { ruleOf, type Journey } from '#app/journeys/definition.ts';
import { enterStep } from '#app/journeys/enter-step.ts';
import { exitRun } from '#app/journeys/exit-run.ts';
import type { Decision, Effect, Run } from '#app/journeys/run.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import {
  concatTransitions,
  transitionTo,
  type StepContext,
  type Transition,
} from '#app/journeys/transition.ts';
import { landingOf, type Landing, type StepMapping } from './plan-moves.ts';

/**
 * Moves a run to another version of its journey, with the decision that says where it landed. What its step had left to
 * be seen is taken back unless it stays at a step of the same kind. Only a run under way moves.
 * @param isPaused whether the journey is paused: then the run goes on to a step only when the journey does
 */
export function moveRun(
  from: Journey,
  to: Journey,
  run: Run,
  mapping: StepMapping,
  context: StepContext,
  isPaused = false,
): Transition {
  if (run.state !== 'active' || run.journeyVersion === to.version) return transitionTo(run);
  const moved: Run = { ...run, journeyVersion: to.version };
  if (run.visit === 0)
    return noted(from, to, run, transitionTo({ ...moved, stepId: to.first }), context);
  const landing = landingOfRun(from, to, run, mapping);
  if (landing.kind === 'exits') return exitRun(from, run, 'moved_out', context);
  if (landing.kind === 'stays')
    return noted(from, to, run, transitionTo({ ...moved, stepId: landing.stepId }), context);
  const at = landing.kind === 'waits_again' ? reachedAt(from, run, context.now) : context.now;
  const withdrawn = { ...transitionTo(moved), effects: withdrawals(from, to, run, context.now) };
  const { stepId } = landing;
  const landed = isPaused
    ? transitionTo({ ...moved, stepId, wakeAt: null, held: { at, stepId } })
    : enterStep(to, { ...moved, held: null }, stepId, at, context);
  return noted(from, to, run, concatTransitions(withdrawn, landed), context);
}

/**
 * As `landingOf`; a run that was about to go on when its journey was paused lands at the step it goes on to, where the new
 * version has that.
 */
function landingOfRun(from: Journey, to: Journey, run: Run, mapping: StepMapping): Landing {
  const ahead = run.held?.stepId;
  if (ahead === undefined) return landingOf(from, to, run.stepId, mapping);
  const chosen = to.steps.some(({ id }) => id === ahead) ? ahead : mapping[ahead];
  return chosen === undefined || !to.steps.some(({ id }) => id === chosen)
    ? landingOf(from, to, run.stepId, mapping)
    : { kind: 'goes_on', stepId: chosen };
}

/** When a run came to the step at which it waits: its moment, less the longest wait there; now, where that says nothing of it. */
function reachedAt({ steps }: Journey, run: Run, now: number): number {
  const step = steps.find(({ id }) => id === run.stepId);
  const due = run.wakeAt ?? run.held?.at ?? now;
  const handler = step && stepHandlerOf(step);
  if (handler?.waitsUntilMoment) return now;
  const waited = step && handler ? handler.longestWait(step) : 0;
  return Math.min(now, Math.max(run.enteredAt, due - waited));
}

/** Taken back once a version, beside what the end of the run takes back later. */
function withdrawals({ steps }: Journey, to: Journey, run: Run, now: number): Effect[] {
  const step = steps.find(({ id }) => id === run.stepId);
  const effects = step ? (stepHandlerOf(step).exit?.(run, 'moved', now) ?? []) : [];
  return effects.map((effect) => ({ ...effect, key: `${effect.key}:${String(to.version)}` }));
}

function noted(
  from: Journey,
  to: Journey,
  run: Run,
  transition: Transition,
  { now }: StepContext,
): Transition {
  const decision: Decision = {
    id: idOf('decision', run.id, 'moved', String(from.version), String(to.version)),
    at: now,
    profileId: run.profileId,
    runId: run.id,
    effectKey: null,
    outcome: 'moved',
    reason: 'new_version',
    rule: ruleOf(to),
    facts: { version: from.version, step: run.stepId, landed: transition.run.stepId },
  };
  return { ...transition, decisions: [decision, ...transition.decisions] };
}
