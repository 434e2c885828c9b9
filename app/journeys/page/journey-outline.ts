import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import type { StepCard } from '#app/journeys/steps/step-handler.ts';
import { edgesOf, type JourneyEdge } from './journey-path.ts';
import { stepCard, triggerWords } from './journey-words.ts';

/** A journey in the words of its page. */
export type JourneyOutline = Pick<Journey, 'key' | 'name' | 'purpose' | 'version'> & {
  trigger: string;
  steps: (StepCard & { id: string; isEnd: boolean })[];
  edges: JourneyEdge[];
};

/** Puts a journey into words. @param names of the emails and banners that it uses */
export function outlineJourney(journey: Journey, names: DefinitionNames): JourneyOutline {
  const { key, name, purpose, version } = journey;
  return {
    key,
    name,
    purpose,
    version,
    trigger: triggerWords(journey),
    steps: journey.steps.map((step) => ({
      id: step.id,
      isEnd: stepHandlerOf(step).edges(step).length === 0,
      ...stepCard(journey, step, names),
    })),
    // A draft may lead nowhere yet.
    edges: edgesOf(journey).filter(({ to }) => to !== ''),
  };
}
