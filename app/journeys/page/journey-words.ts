import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import type { StepCard } from '#app/journeys/steps/step-handler.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';

/** A step of a journey as the admin shows it. */
export function stepCard(
  { restartsWhileWaitingAt }: Pick<Journey, 'restartsWhileWaitingAt'>,
  step: Step,
  names: DefinitionNames,
): StepCard {
  const restarts = step.id === restartsWhileWaitingAt;
  return stepHandlerOf(step).words.card(step, { restarts, names });
}

/** What starts a run, as a sentence about a person. */
export function triggerWords({ trigger }: Pick<Journey, 'trigger'>): string {
  return triggerHandlerOf(trigger).words(trigger);
}
