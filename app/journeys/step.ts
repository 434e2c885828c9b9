import type { DomainEvent } from '#app/events/event.ts';
import { arrive, ended } from './arrive.ts';
import { afterActivity, isActivityOn, isNewIntention } from './carts-of-run.ts';
import { stepById, type Journey, type Step } from './definition.ts';
import { endedBy, endingOf } from './ending.ts';
import { afterParcelNews, waitsForParcel, withParcel } from './parcels-of-run.ts';
import { joined, only, type Progress, type StepInput, type StepContext } from './progress.ts';
import type { Run } from './run.ts';

/**
 * Moves a run as far as it goes. Returns the very same run object, no effects and no decisions when the
 * input does not concern it.
 *
 * - An ending always wins. It is looked for in the facts before anything else, so it is found whichever
 *   delivery came first and however late.
 * - Moments of later steps count from the moment a step was due, not from `now`, so work done late gives
 *   the same run as work done in time.
 * - An ended run never moves again.
 */
export function step(journey: Journey, run: Run, input: StepInput, around: StepContext): Progress {
  if (run.state !== 'active') return only(run);
  if (input.kind === 'time' && (run.wakeAt === null || run.wakeAt > around.now)) return only(run);
  const ending = endingOf(journey, run, input, around);
  if (ending) return endedBy(journey, run, ending, around, input);
  if (input.kind === 'event' && isNewIntention(journey, run, input.event))
    return endedBy(journey, run, 'cart_changed', around, input);
  return input.kind === 'time'
    ? passTime(journey, run, around)
    : takeEvent(journey, run, input.event, around);
}

/** Takes every step that is due, one after the other. A run that failed when it began has reached none yet. */
function passTime(journey: Journey, run: Run, around: StepContext): Progress {
  let progress = only(run);
  while (progress.run.wakeAt !== null && progress.run.wakeAt <= around.now) {
    const { visit, wakeAt, stepId } = progress.run;
    const begins = visit === 0;
    if (begins && !around.holds(journey.entry, wakeAt))
      return only(ended(run, 'exited', 'entry_not_met', wakeAt));
    const next = begins ? journey.first : afterWaiting(stepById(journey, stepId));
    progress = joined(progress, arrive(journey, progress.run, next, wakeAt, around));
  }
  return progress;
}

function takeEvent(journey: Journey, run: Run, event: DomainEvent, around: StepContext): Progress {
  if (run.visit === 0) return only(run);
  const current = stepById(journey, run.stepId);
  if (current.kind === 'wait_for' && current.events.includes(event.kind) && isAbout(run, event)) {
    const until = run.wakeAt ?? event.at;
    // What came after the longest wait is too late, even when nobody has looked at the clock since.
    if (event.at > until) return only(run);
    if (waitsForParcel(current, run)) {
      const found = withParcel(run, until, around);
      return found ? arrive(journey, found.run, current.next, found.at, around) : only(run);
    }
    return arrive(journey, run, current.next, Math.max(until - current.maxMs, event.at), around);
  }
  if (current.kind === 'wait' && 'orderId' in event && isAbout(run, event))
    return only(afterParcelNews(journey, run, current, event.at, around.facts));
  if (!isActivityOn(run, event)) return only(run);
  const restarting =
    current.kind === 'wait' && current.id === journey.restartsWhileWaitingAt ? current : null;
  return only(afterActivity(run, event, restarting, around.facts));
}

/** Whether the event is about the run's order; an event that names no order is about the person. */
function isAbout(run: Run, event: DomainEvent): boolean {
  return (
    run.context.subject !== 'order' ||
    !('orderId' in event) ||
    event.orderId === run.context.orderId
  );
}

function afterWaiting(waited: Step): string {
  switch (waited.kind) {
    case 'wait':
    case 'banner':
      return waited.next;
    case 'wait_for':
      return waited.timeout;
    case 'branch':
    case 'email':
    case 'exit':
      throw new Error(
        `Nobody waits at step ${waited.id} (${waited.kind}). A run there must have wakeAt null.`,
      );
  }
}
