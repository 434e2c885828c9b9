import type { ReplayProblem } from './replay-record.ts';
import type { ReplayTotals } from './replay-totals.ts';

/** So many runs that throw are no accident of their data. */
const MOST_FAILURES = 100;

/** These come of the journey and not of a person. */
const STRUCTURAL = new Set(['endless', 'step_gone', 'version_gone', 'journey_gone']);

/** Why a replay cannot go on, with the step; null while it can. A few people whose data throw do not stop it. */
export function replayProblem({ failures, runs }: ReplayTotals): ReplayProblem | null {
  for (const [key, { count, detail }] of Object.entries(failures)) {
    const end = key.lastIndexOf(':');
    const [stepId, reason] = [key.slice(0, end), key.slice(end + 1)];
    const isCommon = count >= MOST_FAILURES || (count > 1 && count === runs.started);
    if (STRUCTURAL.has(reason) || isCommon) return { stepId, reason, detail };
  }
  return null;
}
