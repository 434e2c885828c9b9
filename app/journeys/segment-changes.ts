import type { Journey, SegmentChange } from './definition.ts';
import { enterJourney, type EntryOutcome } from './enter-journey.ts';
import { exitRun } from './exit-run.ts';
import type { KnownRuns } from './known-runs.ts';
import type { StepContext, Transition } from './transition.ts';
import type { Run } from './run.ts';
import { triggerHandlerOf } from './triggers/registry.ts';
import type { PersonChange } from './triggers/trigger-handler.ts';

/** A person entered a segment or left it. `at` is when that was detected, epoch milliseconds. */
export type TimedSegmentChange = SegmentChange & { at: number };

/**
 * A run after a segment change of its person; null when that does not end it.
 */
export function exitOnSegmentChange(
  journey: Journey,
  run: Run,
  change: TimedSegmentChange,
  context: StepContext,
): Transition | null {
  if (run.state !== 'active' || !journey.exitConditions?.some((one) => isSameChange(one, change)))
    return null;
  const { segment, kind } = change;
  const read = { kind: 'segment_exit', change: { segment, kind } } as const;
  return exitRun(journey, run, `segment_${kind}`, context, undefined, read);
}

/**
 * The runs that a change of a person starts, such as of their segments or grade: one of each journey that it triggers
 * and that they may enter. None starts when one of the journey's exit reasons or exit conditions already holds.
 * @returns each new run as far as its first wait, with the effects up to there, and why others did not begin
 */
export function startOnChange(
  journeys: readonly Journey[],
  change: PersonChange,
  profileId: string,
  known: KnownRuns,
  context: StepContext,
): EntryOutcome[] {
  return journeys.flatMap((journey) => {
    const { trigger } = journey;
    const start = triggerHandlerOf(trigger).onChange?.(trigger, change, profileId) ?? null;
    if (!start) return [];
    const input = { kind: 'time' } as const;
    return [enterJourney(journey, start, profileId, change.at, input, known, context)];
  });
}

function isSameChange(a: SegmentChange, b: SegmentChange): boolean {
  return a.segment === b.segment && a.kind === b.kind;
}
