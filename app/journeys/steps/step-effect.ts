import type { Effect, Run } from '#app/journeys/run.ts';

/** The key of what a run does at the step that it is at: the same decision made twice is one effect. */
export function stepEffectKey(run: Run): string {
  return `${run.id}:${run.stepId}:${String(run.visit)}`;
}

/** What the effects of a step have in common. @param dueAt epoch milliseconds */
export function stepEffectBase(
  run: Run,
  dueAt: number,
): Pick<Effect, 'key' | 'profileId' | 'runId' | 'dueAt'> {
  return { key: stepEffectKey(run), profileId: run.profileId, runId: run.id, dueAt };
}
