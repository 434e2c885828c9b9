import type { Journey } from '#app/journeys/definition.ts';
import type { StepCard } from '#app/journeys/steps/step-handler.ts';
import { edgesOf, type JourneyEdge } from './journey-path.ts';
import { stepCard, triggerWords } from './journey-words.ts';

/** A journey in the words of its page. */
export type JourneyOutline = Pick<Journey, 'key' | 'name' | 'purpose'> & {
  trigger: string;
  steps: (StepCard & { id: string; isEnd: boolean })[];
  ways: JourneyEdge[];
};

/** Puts a journey into words. Called where the page is loaded: in the browser it would take every mail. */
export function outlineJourney(journey: Journey): JourneyOutline {
  const { key, name, purpose } = journey;
  return {
    key,
    name,
    purpose,
    trigger: triggerWords(journey),
    steps: journey.steps.map((step) => ({
      id: step.id,
      isEnd: step.kind === 'exit',
      ...stepCard(journey, step),
    })),
    ways: edgesOf(journey),
  };
}
