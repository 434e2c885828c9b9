import { startOnSegmentChange } from '#app/journeys/segment-changes.ts';
import type { SegmentChange } from '#app/journeys/definition.ts';
import { exitRunOnChange } from './advance-run.ts';
import { compareMemberships } from './membership-changes.ts';
import {
  recordTransition,
  runsOfPerson,
  stepContext,
  type DecisionContext,
} from './decision-context.ts';
import type { Policy } from './policy.ts';

/**
 * Brings memberships up to date and notifies the journeys. This comes after all events and all runs that were
 * due, once for each person: what a journey does then changes no segment in the same pass, so it ends.
 */
export function advanceRuns(
  decision: DecisionContext,
  { id, segments }: { id: string; segments: string[] },
): void {
  const { loaded, changes, now } = decision;
  const known = loaded.memberships.get(id) ?? new Map<string, number>();
  const inherited = decision.inherited.get(id) ?? new Map<string, number>();
  const { rows, segmentChanges, after } = compareMemberships(id, segments, known, inherited, now);
  loaded.memberships.set(id, after);
  changes.memberships.push(...rows);
  for (const change of segmentChanges) notifyJourneys(decision, id, change);
}

function notifyJourneys(decision: DecisionContext, profileId: string, change: SegmentChange): void {
  const { policy } = decision;
  const timedChange = { ...change, at: decision.now };
  const context = stepContext(decision, profileId);
  for (const run of runsOfPerson(decision, profileId)) exitRunOnChange(decision, run, timedChange);
  if (!isPersonChange(policy, profileId, change)) return;
  const isOn = (key: string) =>
    runsOfPerson(decision, profileId).some(
      (run) => run.journeyKey === key && run.state === 'active',
    );
  for (const transition of startOnSegmentChange(
    decision.enabledJourneys,
    timedChange,
    profileId,
    isOn,
    context,
  ))
    recordTransition(decision, transition);
}

/** Whether the person changed, and not only the predicate, which may not have been evaluated for them since it changed. */
function isPersonChange(
  { building }: Policy,
  profileId: string,
  { segment }: SegmentChange,
): boolean {
  if (!building?.keys.has(segment)) return true;
  return building.reached !== null && profileId <= building.reached;
}
