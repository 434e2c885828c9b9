import { journeyOfRun, type Journey } from '#app/journeys/definition.ts';
import { advanceOrFail, failedRun } from '#app/journeys/fail-run.ts';
import { exitOnSegmentChange, type TimedSegmentChange } from '#app/journeys/segment-changes.ts';
import {
  transitionTo,
  type Transition,
  type StepInput,
  type StepContext,
} from '#app/journeys/transition.ts';
import type { Run } from '#app/journeys/run.ts';
import { stepPaused } from '#app/journeys/pause-run.ts';
import { step } from '#app/journeys/step.ts';
import { refreshConsent } from './consent-changes.ts';
import { recordTransition, stepContext, type DecisionContext } from './decision-context.ts';

/** Advances a run that is due; one that is not due any more is left alone. */
export function advanceDueRun(decision: DecisionContext, runId: string): void {
  const run = decision.loaded.runs.get(runId);
  if (!run || run.state !== 'active' || run.wakeAt === null || run.wakeAt > decision.now) return;
  refreshConsent(decision, run.profileId);
  advanceRun(decision, run, { kind: 'time' });
}

/** Advances a run by its own version of the journey. What cannot go on fails, and nothing else does. */
export function advanceRun(decision: DecisionContext, run: Run, input: StepInput): void {
  const isPaused = decision.policy.pausedKeys?.has(run.journeyKey) ?? false;
  const advanceBy = isPaused ? stepPaused : step;
  advance(decision, run, { due: input.kind === 'time' }, (journey, context) =>
    advanceBy(journey, run, input, context),
  );
}

/** Advances a run because staff ask for it, whatever it waits for. */
export function advanceWith(
  decision: DecisionContext,
  run: Run,
  evaluate: (journey: Journey, context: StepContext) => Transition,
): void {
  advance(decision, run, { due: false }, evaluate);
}

/** Ends a run when a segment change of its person meets its exit conditions. */
export function exitRunOnChange(
  decision: DecisionContext,
  run: Run,
  change: TimedSegmentChange,
): void {
  if (run.state !== 'active') return;
  advance(
    decision,
    run,
    { due: false },
    (journey, context) => exitOnSegmentChange(journey, run, change, context) ?? transitionTo(run),
  );
}

function advance(
  decision: DecisionContext,
  run: Run,
  timing: { due: boolean },
  evaluate: (journey: Journey, context: StepContext) => Transition,
): void {
  const { loaded, policy, now } = decision;
  const transition = loaded.unreadable.runs.has(run.id)
    ? failedRun(run, 'unreadable', now)
    : loaded.unreadable.profiles.has(run.profileId)
      ? failedRun(run, 'profile_unreadable', now)
      : advanceOrFail(run, now, timing, () =>
          evaluate(journeyOfRun(policy, run), stepContext(decision, run.profileId)),
        );
  if (transition.run !== run) recordTransition(decision, transition, { wasHeld: run.held != null });
}
