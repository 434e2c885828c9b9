import type { Journey, SegmentChange } from './definition.ts';
import { exitRun } from './exit-run.ts';
import type { StepContext, Transition } from './transition.ts';
import type { Run } from './run.ts';
import { beginRun, newRun } from './start-runs.ts';

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
  return exitRun(journey, run, `segment_${change.kind}`, context);
}

/**
 * The runs that a segment change starts: one of each journey that it triggers and that the person is not on already.
 * None starts when one of the journey's exit reasons or exit conditions already holds.
 * @param isOn whether the person has an active run of a journey, by its key
 * @returns each new run as far as its first wait, with the effects up to there
 */
export function startOnSegmentChange(
  journeys: readonly Journey[],
  change: TimedSegmentChange,
  profileId: string,
  isOn: (journeyKey: string) => boolean,
  context: StepContext,
): Transition[] {
  return journeys.flatMap((journey) => {
    const { trigger } = journey;
    if (!('segment' in trigger) || !isSameChange(trigger, change) || isOn(journey.key)) return [];
    const run = newRun(
      journey,
      {
        key: `${profileId}:${change.segment}:${change.kind}:${String(change.at)}`,
        context: { subject: 'person' },
      },
      profileId,
      change.at,
    );
    return beginRun(journey, run, { kind: 'time' }, context);
  });
}

function isSameChange(a: SegmentChange, b: SegmentChange): boolean {
  return a.segment === b.segment && a.kind === b.kind;
}
