import { DAY, HOUR } from '#app/lib/duration.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import type { Journey } from './definition.ts';
import { enterJourney, type EntryOutcome } from './enter-journey.ts';
import type { KnownRuns } from './known-runs.ts';
import type { StepContext } from './transition.ts';
import { triggerHandlerOf } from './triggers/registry.ts';
import { personStart } from './triggers/trigger-handler.ts';

/** A day that passed this long ago starts nothing any more. */
const MAX_DATE_AGE_MS = 7 * DAY;
/** Of a person who was made due at once, by a new prediction or a retry, no more of the past is looked at. */
const MADE_DUE_MS = HOUR;

/** The next moment at which a day of the person starts a journey; null when none is ahead. */
export function nextDateStart(
  journeys: readonly Journey[],
  facts: SegmentFacts,
  now: number,
): number | null {
  const ahead = journeys.flatMap((journey) => momentOf(journey, facts) ?? []);
  const next = Math.min(...ahead.filter((at) => at > now));
  return Number.isFinite(next) ? next : null;
}

/**
 * The runs that days of a person start: of each journey whose moment came since the person was looked at last.
 * @param dueAt the next moment that was known when the person was looked at last, epoch milliseconds; 0 when they were
 *   made due since, null when nothing was ahead, so that no moment can have come
 */
export function startOnDates(
  journeys: readonly Journey[],
  facts: SegmentFacts,
  profileId: string,
  dueAt: number | null,
  known: KnownRuns,
  context: StepContext,
): EntryOutcome[] {
  if (dueAt === null) return [];
  const { now } = context;
  const since = dueAt > 0 ? dueAt : now - MADE_DUE_MS;
  return journeys.flatMap((journey) => {
    const at = momentOf(journey, facts);
    if (at === null || at > now || at < since || now - at > MAX_DATE_AGE_MS) return [];
    const start = personStart(`${profileId}:date:${String(at)}`);
    // A clock that was set back passes the same moment twice.
    if (
      known
        .ofPerson(profileId, journey.key)
        .some(({ dedupeKey }) => dedupeKey === start.keys.person)
    )
      return [];
    return [enterJourney(journey, start, profileId, at, { kind: 'time' }, known, context)];
  });
}

function momentOf({ trigger }: Journey, facts: SegmentFacts): number | null {
  return triggerHandlerOf(trigger).moment?.(trigger, facts) ?? null;
}

/** Whether a journey starts on days of a person. */
export function startsOnDates({ trigger }: Pick<Journey, 'trigger'>): boolean {
  return triggerHandlerOf(trigger).moment !== undefined;
}
