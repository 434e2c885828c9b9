import { idOf } from '#app/lib/ids.ts';
import { DefinitionGoneError } from './definition.ts';
import { transitionTo, type Transition } from './transition.ts';
import type { Run } from './run.ts';

/** Why a run could not go on: what it needs is gone, cannot be read, or the step threw. */
export type RunFailure =
  DefinitionGoneError['gone'] | 'unreadable' | 'profile_unreadable' | 'stuck' | 'error';

/** The part of an error's text that is kept with the decision. */
const DETAIL_LENGTH = 200;

/**
 * The run stopped where it stands, with the decision that says why. What it was to do is not done; it keeps its step
 * and its moment, so that it goes on from there when it is tried again.
 * @param now epoch milliseconds
 * @param detail what was thrown, in words for the engineer who repairs it
 */
export function failedRun(run: Run, reason: RunFailure, now: number, detail = ''): Transition {
  return {
    ...transitionTo({ ...run, state: 'failed', endedAt: now, endReason: reason }),
    decisions: [
      {
        id: idOf('decision', run.id, 'failed', String(now)),
        at: now,
        profileId: run.profileId,
        runId: run.id,
        effectKey: null,
        outcome: 'run_failed',
        reason,
        rule: `${run.journeyKey}@${String(run.journeyVersion)}`,
        facts: { step: run.stepId, detail: detail.slice(0, DETAIL_LENGTH) },
      },
    ],
  };
}

/**
 * Advances a run, and stops it as failed when that throws or comes to a moment that cannot be waited for.
 * @param run as it is before
 * @param due whether the run was due, which must then wait for a later moment or end
 * @param advance what advances it; changes nothing else
 */
export function advanceOrFail(
  run: Run,
  now: number,
  { due }: { due: boolean },
  advance: () => Transition,
): Transition {
  let transition;
  try {
    transition = advance();
  } catch (error) {
    const reason = error instanceof DefinitionGoneError ? error.gone : 'error';
    return failedRun(run, reason, now, String(error));
  }
  const { state, wakeAt } = transition.run;
  if (state !== 'active' || wakeAt === null) return transition;
  const waits = due ? wakeAt > now : Number.isFinite(wakeAt);
  return waits ? transition : failedRun(run, 'stuck', now);
}
