import { journeyOfRun } from '#app/journeys/definition.ts';
import { advanceOrFail, failedRun } from '#app/journeys/fail-run.ts';
import { endedByMove, type Moved } from '#app/journeys/segment-moves.ts';
import { only, type Progress, type StepInput, type StepContext } from '#app/journeys/progress.ts';
import type { Run } from '#app/journeys/run.ts';
import { step } from '#app/journeys/step.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { refreshConsent } from './consent-changes.ts';
import { record, stepContext, type Pen } from './pen.ts';

/** Advances a run that time woke; one that is not due any more is left alone. */
export function advanceDueRun(pen: Pen, runId: string): void {
  const run = pen.world.runs.get(runId);
  if (!run || run.state !== 'active' || run.wakeAt === null || run.wakeAt > pen.now) return;
  refreshConsent(pen, run.profileId);
  advanceRun(pen, run, { kind: 'time' });
}

/** Advances a run by its own version of the journey. What cannot go on fails, and nothing else does. */
export function advanceRun(pen: Pen, run: Run, input: StepInput): void {
  advance(pen, run, { due: input.kind === 'time' }, (journey, around) =>
    step(journey, run, input, around),
  );
}

/** Ends a run that its person's move into or out of a segment ends. */
export function endRunByMove(pen: Pen, run: Run, move: Moved): void {
  if (run.state !== 'active') return;
  advance(
    pen,
    run,
    { due: false },
    (journey, around) => endedByMove(journey, run, move, around) ?? only(run),
  );
}

function advance(
  pen: Pen,
  run: Run,
  timing: { due: boolean },
  by: (journey: Journey, around: StepContext) => Progress,
): void {
  const { world, policy, now } = pen;
  const progress = world.unreadable.runs.has(run.id)
    ? failedRun(run, 'unreadable', now)
    : world.unreadable.profiles.has(run.profileId)
      ? failedRun(run, 'profile_unreadable', now)
      : advanceOrFail(run, now, timing, () =>
          by(journeyOfRun(policy, run), stepContext(pen, run.profileId)),
        );
  if (progress.run !== run) record(pen, progress);
}
