import { journeyOfRun } from '#app/journeys/definition.ts';
import { exitRun } from '#app/journeys/exit-run.ts';
import { moveRun } from '#app/journeys/moves/move-run.ts';
import { STAFF_RULE, startJourney } from '#app/journeys/start-journey.ts';
import { advanceWith } from './advance-run.ts';
import {
  knownRuns,
  recordTransition,
  stepContext,
  type DecisionContext,
} from './decision-context.ts';
import type { RunRequest, RunRequestOutcome } from './run-request.ts';

type RequestOf<Kind> = RunRequest & { kind: Kind };

/** Does what staff ask of runs. */
export function applyRunRequest(decision: DecisionContext, request: RunRequest): RunRequestOutcome {
  switch (request.kind) {
    case 'start':
      return applyStart(decision, request);
    case 'exit':
      return applyExit(decision, request);
    case 'move':
      return applyMove(decision, request);
  }
}

function applyStart(
  decision: DecisionContext,
  { key, journeyKey, profileId }: RequestOf<'start'>,
): RunRequestOutcome {
  const { loaded, policy, now, changes } = decision;
  if (!loaded.profiles.has(profileId)) return { outcome: 'not_found' };
  const context = { subject: 'person' } as const;
  const asked = {
    key,
    journeyKey,
    context,
    at: now,
    rule: STAFF_RULE,
    step: null,
    runId: null,
    profileId,
  };
  const { transition, refused, decisions } = startJourney(
    policy.journeys,
    asked,
    knownRuns(decision),
    stepContext(decision, profileId),
  );
  changes.decisions.push(...decisions);
  if (transition) recordTransition(decision, transition);
  return transition
    ? { outcome: 'started', runId: transition.run.id }
    : { outcome: 'refused', reason: refused ?? 'entry_not_met' };
}

function applyExit(
  decision: DecisionContext,
  { runId, profileId }: RequestOf<'exit'>,
): RunRequestOutcome {
  const run = decision.loaded.runs.get(runId);
  if (run?.state !== 'active' || run.profileId !== profileId) return { outcome: 'not_found' };
  advanceWith(decision, run, (journey, context) =>
    exitRun(journey, run, 'removed_by_staff', context),
  );
  return { outcome: 'exited', runId };
}

function applyMove(
  decision: DecisionContext,
  { runId, version, mapping }: RequestOf<'move'>,
): RunRequestOutcome {
  const { loaded, policy } = decision;
  const run = loaded.runs.get(runId);
  if (run?.state !== 'active' || run.journeyVersion === version) return { outcome: 'not_found' };
  const isPaused = policy.pausedKeys?.has(run.journeyKey) ?? false;
  advanceWith(decision, run, (journey, context) => {
    const to = journeyOfRun(policy, { ...run, journeyVersion: version });
    return moveRun(journey, to, run, mapping, context, isPaused);
  });
  const after = loaded.runs.get(runId);
  if (after?.state === 'failed') return { outcome: 'not_found' };
  return { outcome: after?.journeyVersion === version ? 'moved' : 'moved_out', runId };
}
