import { SECOND } from '#app/lib/duration.ts';
import { hasGoods, isAboutAllCarts, isOnePerPerson, isRenewable } from './carts-of-run.ts';
import type { Journey, JourneyVersions } from './definition.ts';
import { exitRun } from './exit-run.ts';
import { transitionTo, type Transition, type StepContext } from './transition.ts';
import type { Run } from './run.ts';
import { stepHandlerOf } from './steps/registry.ts';

/**
 * The runs of two profiles that turned out to be one person, where a journey has one run at a time for all carts of a person.
 * The one that is furthest goes on with the newest cart and the others end, so that nothing is sent twice. What the two
 * did counts as if one person had done it: after the last reminder only other goods, put in since, are reminded of
 * again, and an order ends the reminders of all that was in carts before it.
 * @param runs of one person, of any journey and state; of the ended ones the last of each journey
 * @param orderedAt when either of the two last ordered from a cart that is known, epoch milliseconds; null when neither did
 * @returns what changed; empty when all may go on
 */
export function mergeRuns(
  versions: JourneyVersions,
  runs: readonly Run[],
  context: StepContext,
  orderedAt: number | null,
): Transition[] {
  const open = runs.filter((run) => run.state === 'active' && isAboutAllCarts(run));
  const keys = [...new Set(open.map(({ journeyKey }) => journeyKey))];
  return keys.flatMap((key) => {
    const theirs = open.filter(({ journeyKey }) => journeyKey === key).sort(byEntry);
    const journey = knownJourney(versions, theirs);
    if (!journey) return [];
    const done = theirs.filter((run) => isBoughtSince(run, runs, orderedAt));
    const left = theirs.filter((run) => !done.includes(run));
    return [...endAll(journey, done, context), ...mergeOpenRuns(journey, left, context)];
  });
}

function byEntry(a: Run, b: Run): number {
  return a.enteredAt - b.enteredAt || (a.id < b.id ? -1 : 1);
}

/** The journey that all of these runs are on; null for different versions, which end by themselves. */
function knownJourney(versions: JourneyVersions, [first, ...others]: Run[]): Journey | null {
  if (!first || others.some(({ journeyVersion }) => journeyVersion !== first.journeyVersion))
    return null;
  const journey = [...versions.journeys, ...(versions.earlierJourneys ?? [])].find(
    ({ key, version }) => key === first.journeyKey && version === first.journeyVersion,
  );
  return journey && isOnePerPerson(journey) ? journey : null;
}

/**
 * Whether one of the two ordered after the last change of this run's carts, or in its second: orders are dated by the
 * second. An order that ended another run of the journey says so, and one from a cart that no run was about.
 */
function isBoughtSince(run: Run, runs: readonly Run[], orderedAt: number | null): boolean {
  const since = Math.max(seenAt(run), run.enteredAt) - SECOND;
  if (orderedAt !== null && orderedAt > since) return true;
  return runs.some(
    ({ journeyKey, endReason, endedAt }) =>
      journeyKey === run.journeyKey &&
      endReason === 'ordered' &&
      (endedAt ?? 0) > seenAt(run) - SECOND,
  );
}

function mergeOpenRuns(journey: Journey, runs: readonly Run[], context: StepContext): Transition[] {
  const late = runs
    .filter((run) => isRenewable(journey, run))
    .toSorted((a, b) => remindedAt(journey, b) - remindedAt(journey, a));
  const early = runs.filter((run) => !late.includes(run));
  const [reminded] = late;
  const going = reminded ? early.filter((run) => isOtherIntention(journey, run, reminded)) : early;
  // The one that began first may be behind: activity on its cart began its first wait again.
  const [kept = reminded] = going.toSorted((a, b) => b.visit - a.visit);
  if (!kept) return [];
  const shown = kept === reminded ? runs : going;
  const filled = shown.filter((run) => hasGoods(run.context));
  const newest = (filled.length > 0 ? filled : [kept]).reduce((a, b) =>
    seenAt(b) > seenAt(a) ? b : a,
  );
  const isWaiting = kept.stepId === journey.restartsWhileWaitingAt;
  const wakeAt = isWaiting
    ? Math.max(...going.filter(({ stepId }) => stepId === kept.stepId).map(dueAtOf))
    : kept.wakeAt;
  const merged = { ...kept, context: newest.context, wakeAt };
  return [
    ...(newest === kept ? [] : [transitionTo(merged)]),
    ...endAll(
      journey,
      runs.filter((run) => run !== kept),
      context,
    ),
  ];
}

/** When a run goes on, or would have gone on had its journey not been paused. */
function dueAtOf({ wakeAt, held }: Run): number {
  return wakeAt ?? held?.at ?? 0;
}

function endAll(journey: Journey, runs: readonly Run[], context: StepContext): Transition[] {
  return runs.map((run) => exitRun(journey, run, 'profiles_merged', context));
}

/** Whether what a run is about was put into a cart after the last reminder of another run, and is not the same. */
function isOtherIntention(journey: Journey, run: Run, reminded: Run): boolean {
  return (
    seenAt(run) > remindedAt(journey, reminded) && seenBy(run)?.goods !== seenBy(reminded)?.goods
  );
}

/** When a run that is past its last reminder reached it: the end of its wait, less all that it waited since. */
function remindedAt({ renewsAt = [], steps }: Journey, { stepId, wakeAt }: Run): number {
  const since = renewsAt.slice(0, renewsAt.indexOf(stepId) + 1);
  const waited = steps
    .filter(({ id }) => since.includes(id))
    .reduce((sum, step) => sum + stepHandlerOf(step).longestWait(step), 0);
  return (wakeAt ?? 0) - waited;
}

function seenAt(run: Run): number {
  return seenBy(run)?.at ?? -Infinity;
}

/** What a run knows of the newest state of its carts. */
function seenBy({ context }: Run) {
  return context.subject === 'basket' ? context.seen : undefined;
}
