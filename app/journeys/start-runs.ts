import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from './definition.ts';
import type { Progress, Surroundings } from './step.ts';

/**
 * The runs that an event starts.
 * @param event an event of this person, already applied to the facts in `around`
 * @param isKnown whether a run with this id exists, ended or not; such a run is never started again
 * @returns each new run as far as it goes at `around.now`, with its first effects
 */
export function startRuns(
  journeys: readonly Journey[],
  event: DomainEvent,
  profileId: string,
  isKnown: (runId: string) => boolean,
  around: Surroundings,
): Progress[] {
  return [];
}

/** The id of the run that a journey has or would have for a subject. Used to load runs of anonymous baskets. */
export function runId(journeyKey: string, dedupeKey: string): string {
  return `${journeyKey}${dedupeKey}`;
}

/** What the event is about, in the journey's kind of subject; null when it is about none. */
export function dedupeKeyOf(event: DomainEvent, subject: 'basket' | 'order'): string | null {
  return null;
}
