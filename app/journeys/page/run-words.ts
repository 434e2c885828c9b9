import type { Journey } from '#app/journeys/definition.ts';
import { journeyByKey, journeyVersion } from '#app/journeys/gallery.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';

/** What the admin calls a journey; its key when the journey is gone. */
export function journeyName(key: string): string {
  return journeyByKey(key)?.name ?? key;
}

/**
 * What happens to a person at a step, and what comes next: "Waiting, then the email “Thanks”".
 * @param version of the journey that the person entered; the newest unless given
 */
export function stepWords(journeyKey: string, stepId: string, version?: number): string {
  const journey =
    version === undefined ? journeyByKey(journeyKey) : journeyVersion(journeyKey, version);
  const step = journey && findStep(journey, stepId);
  if (!step) return 'At a step that the journey no longer has';
  return stepHandlerOf(step).words.current(step, (id) => comingWords(journey, id, MOST_AHEAD));
}

/** So many steps are looked ahead: waits may follow each other in a circle. */
const MOST_AHEAD = 20;

function comingWords(journey: Journey, stepId: string, left: number): string {
  const step = left === 0 ? undefined : findStep(journey, stepId);
  if (!step) return 'the end';
  return stepHandlerOf(step).words.coming(step, (id) => comingWords(journey, id, left - 1));
}

function findStep(journey: Journey, stepId: string): Step | undefined {
  return journey.steps.find(({ id }) => id === stepId);
}
