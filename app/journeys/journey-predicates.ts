import type { Predicate } from '#app/segments/predicate.ts';
import type { Journey } from './definition.ts';
import { stepHandlerOf, type Step } from './steps/registry.ts';

type AskingJourney = Pick<Journey, 'entry' | 'steps'>;

/** The predicates that a journey asks, with the step that does; `stepId` is null for the condition to enter. */
export function predicatesOfJourney({
  entry,
  steps,
}: AskingJourney): { stepId: string | null; predicate: Predicate }[] {
  return [
    { stepId: null, predicate: entry },
    ...steps.flatMap((step) => {
      const asked: Predicate[] = [];
      withStepPredicates(step, (predicate) => {
        asked.push(predicate);
        return predicate;
      });
      return asked.map((predicate) => ({ stepId: step.id, predicate }));
    }),
  ];
}

/** A journey with each of its predicates as another, such as without references. */
export function withJourneyPredicates<J extends AskingJourney>(
  journey: J,
  as: (predicate: Predicate) => Predicate,
): J {
  const steps = journey.steps.map((step) => withStepPredicates(step, as));
  return { ...journey, entry: as(journey.entry), steps };
}

function withStepPredicates(step: Step, as: (predicate: Predicate) => Predicate): Step {
  return stepHandlerOf(step).withPredicates?.(step, as) ?? step;
}
