import { startOnChange } from '#app/journeys/segment-changes.ts';
import { startOnDates } from '#app/journeys/date-starts.ts';
import type { SegmentChange } from '#app/journeys/definition.ts';
import type { PersonChange } from '#app/journeys/triggers/trigger-handler.ts';
import type { AssessedProfile } from '#app/engine/load/loaded-state.ts';
import { exitRunOnChange } from './advance-run.ts';
import { compareMemberships } from './membership-changes.ts';
import {
  factsOf,
  knownRuns,
  recordEntry,
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
  {
    id,
    segments,
    score,
    nextChangeAt,
  }: Pick<AssessedProfile, 'id' | 'score' | 'nextChangeAt'> & { segments: string[] },
): void {
  const { loaded, changes, policy, now } = decision;
  const known = loaded.memberships.get(id) ?? new Map<string, number>();
  const inherited = decision.inherited.get(id) ?? new Map<string, number>();
  const { rows, segmentChanges, after } = compareMemberships(id, segments, known, inherited, now);
  loaded.memberships.set(id, after);
  changes.memberships.push(...rows);
  const before = loaded.assessed.get(id) ?? null;
  loaded.assessed.set(id, { grade: score.grade, nextChangeAt });
  for (const change of segmentChanges) notifyJourneys(decision, id, change);
  if (before?.grade !== score.grade && isScoredAlike(policy, id))
    startRunsOnChange(decision, id, {
      kind: 'graded',
      before: before?.grade ?? null,
      after: score.grade,
      at: now,
    });
  startRunsOnDates(decision, id, before?.nextChangeAt ?? null);
}

function startRunsOnChange(decision: DecisionContext, id: string, change: PersonChange): void {
  const started = startOnChange(
    decision.enabledJourneys,
    change,
    id,
    knownRuns(decision),
    stepContext(decision, id),
  );
  for (const outcome of started) recordEntry(decision, outcome);
}

/** @param dueAt when time alone was to change anything of the person, as it was known before; null for never */
function startRunsOnDates(decision: DecisionContext, id: string, dueAt: number | null): void {
  const { datedJourneys, enabledJourneys } = decision;
  const journeys = datedJourneys.filter((journey) => enabledJourneys.includes(journey));
  if (journeys.length === 0) return;
  const started = startOnDates(
    journeys,
    factsOf(decision, id),
    id,
    dueAt,
    knownRuns(decision),
    stepContext(decision, id),
  );
  for (const outcome of started) recordEntry(decision, outcome);
}

function notifyJourneys(decision: DecisionContext, profileId: string, change: SegmentChange): void {
  const { policy } = decision;
  const timedChange = { ...change, at: decision.now };
  for (const run of runsOfPerson(decision, profileId)) exitRunOnChange(decision, run, timedChange);
  if (!isPersonChange(policy, profileId, change)) return;
  startRunsOnChange(decision, profileId, timedChange);
}

/** Whether the grade changed by the person, and not only by a model that they were not scored by yet. */
function isScoredAlike({ building }: Policy, profileId: string): boolean {
  if (!building?.model) return true;
  return building.reached !== null && profileId <= building.reached;
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
