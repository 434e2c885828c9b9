import type { Journey, SegmentMove } from './definition.ts';
import { endedBy } from './ending.ts';
import type { Progress, StepContext } from './progress.ts';
import type { Run } from './run.ts';
import { beginRun, newRun } from './start-runs.ts';

/** Somebody came into a segment or went out of it. `at` is when it was found, epoch milliseconds. */
export type Moved = SegmentMove & { at: number };

/**
 * A run after its person moved; null when the move does not end it.
 */
export function endedByMove(
  journey: Journey,
  run: Run,
  move: Moved,
  around: StepContext,
): Progress | null {
  if (run.state !== 'active' || !journey.endsWhen?.some((one) => isSame(one, move))) return null;
  return endedBy(journey, run, `segment_${move.change}`, around);
}

/**
 * The runs that a move starts: one of each journey that waits for it and that the person is not on already.
 * None starts when one of the journey's endings is already true.
 * @param isOn whether the person is on the way of a journey now, by its key
 * @returns each new run as far as its first wait, with the effects on the way there
 */
export function startedByMove(
  journeys: readonly Journey[],
  move: Moved,
  profileId: string,
  isOn: (journeyKey: string) => boolean,
  around: StepContext,
): Progress[] {
  return journeys.flatMap((journey) => {
    const { trigger } = journey;
    if (!('segment' in trigger) || !isSame(trigger, move) || isOn(journey.key)) return [];
    const run = newRun(
      journey,
      {
        key: `${profileId}:${move.segment}:${move.change}:${String(move.at)}`,
        context: { subject: 'person' },
      },
      profileId,
      move.at,
    );
    return beginRun(journey, run, { kind: 'time' }, around);
  });
}

function isSame(a: SegmentMove, b: SegmentMove): boolean {
  return a.segment === b.segment && a.change === b.change;
}
