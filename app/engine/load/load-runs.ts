import { isRunContext, type Run } from '#app/journeys/run.ts';
import type { LoadedState } from './loaded-state.ts';

/** Adds runs to what is loaded. One that makes no sense is loaded as it is, so that it can be saved as failed. */
export function noteRuns(found: readonly Run[], { runs, unreadable }: LoadedState): void {
  for (const run of found) {
    runs.set(run.id, run);
    if (!isRunContext(run.context)) unreadable.runs.add(run.id);
  }
}
