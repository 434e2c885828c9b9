import { definitionName, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';

/** What pages need to name journeys, emails and banners, and the steps that people are at. */
export type JourneyNames = {
  names: DefinitionNames;
  /** The versions of journeys that runs are on; one that is missing is gone. */
  versions: readonly Journey[];
};

/** What the admin calls a journey; its key when the journey is gone. */
export function journeyName({ names }: Pick<JourneyNames, 'names'>, key: string): string {
  return definitionName(names, 'journey', key);
}

/**
 * What happens to a person at a step, and what comes next: "Waiting, then the email “Thanks”".
 * @param version of the journey that the person entered
 */
export function stepWords(
  { names, versions }: JourneyNames,
  journeyKey: string,
  stepId: string,
  version: number,
): string {
  const journey = versions.find((one) => one.key === journeyKey && one.version === version);
  const step = journey && findStep(journey, stepId);
  if (!step) return 'At a step that the journey no longer has';
  const next = (id: string) => comingWords(journey, names, id, MOST_AHEAD);
  return stepHandlerOf(step).words.current(step, { names, next });
}

/** So many steps are looked ahead: waits may follow each other in a circle. */
const MOST_AHEAD = 20;

function comingWords(
  journey: Journey,
  names: DefinitionNames,
  stepId: string,
  left: number,
): string {
  const step = left === 0 ? undefined : findStep(journey, stepId);
  if (!step) return 'the end';
  const next = (id: string) => comingWords(journey, names, id, left - 1);
  return stepHandlerOf(step).words.coming(step, { names, next });
}

function findStep(journey: Journey, stepId: string): Step | undefined {
  return journey.steps.find(({ id }) => id === stepId);
}
