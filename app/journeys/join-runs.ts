import { isAboutAllCarts, isOnePerPerson, isRenewable } from './carts-of-run.ts';
import type { Journey, JourneyVersions } from './definition.ts';
import { endedBy } from './ending.ts';
import { only, type Progress, type StepContext } from './progress.ts';
import type { Run } from './run.ts';

/**
 * The runs of two people who turned out to be one, where a journey has one run at a time for all carts of a person.
 * The one that is furthest goes on with the newest cart, so that nothing is sent twice; the others end. A run that has
 * sent all it had to say gives way to one that has not.
 * @param runs of one person, of any journey and state
 * @returns what changed; empty when there is no more than one of each journey
 */
export function joinRuns(
  versions: JourneyVersions,
  runs: readonly Run[],
  around: StepContext,
): Progress[] {
  const open = runs.filter((run) => run.state === 'active' && isAboutAllCarts(run));
  const keys = [...new Set(open.map(({ journeyKey }) => journeyKey))];
  return keys.flatMap((key) => {
    const theirs = open.filter(({ journeyKey }) => journeyKey === key).sort(byEntry);
    const journey = knownJourney(versions, theirs);
    return journey && theirs.length > 1 ? joinOpen(journey, theirs, around) : [];
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

function joinOpen(journey: Journey, runs: readonly Run[], around: StepContext): Progress[] {
  const early = runs.filter((run) => !isRenewable(journey, run));
  // The one that began first may be behind: activity on its cart began its first wait again.
  const [kept = runs.at(-1)] = early.toSorted((a, b) => b.visit - a.visit);
  if (!kept) return [];
  const newest = (early.length > 0 ? early : [kept]).reduce((a, b) =>
    seenAt(b) > seenAt(a) ? b : a,
  );
  const isWaiting = kept.stepId === journey.restartsWhileWaitingAt;
  const wakeAt = isWaiting
    ? Math.max(
        ...early.filter(({ stepId }) => stepId === kept.stepId).map(({ wakeAt: at }) => at ?? 0),
      )
    : kept.wakeAt;
  const joined = { ...kept, context: newest.context, wakeAt };
  return [
    ...(newest === kept ? [] : [only(joined)]),
    ...runs.flatMap((run) =>
      run === kept ? [] : [endedBy(journey, run, 'profiles_merged', around)],
    ),
  ];
}

function seenAt({ context }: Run): number {
  return context.subject === 'basket' ? (context.seen?.at ?? -Infinity) : -Infinity;
}
