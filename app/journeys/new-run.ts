import { idOf } from '#app/lib/ids.ts';
import type { Journey } from './definition.ts';
import type { Run, RunContext } from './run.ts';

/** What a run is about, and the key that makes it one run and no second. */
export type RunSubject = { key: string; context: RunContext };

/** The id of the run of a journey with a key: the same whenever and however often it is asked for. */
export function runIdOf(journey: Pick<Journey, 'key'>, key: string): string {
  return idOf('run', journey.key, key);
}

/** A run that begins at a moment, epoch milliseconds. */
export function newRun(journey: Journey, subject: RunSubject, profileId: string, at: number): Run {
  return {
    id: runIdOf(journey, subject.key),
    journeyKey: journey.key,
    journeyVersion: journey.version,
    profileId,
    dedupeKey: subject.key,
    state: 'active',
    stepId: journey.first,
    visit: 0,
    context: subject.context,
    enteredAt: at,
    // It is due from its beginning on.
    wakeAt: at,
    endedAt: null,
    endReason: null,
  };
}
