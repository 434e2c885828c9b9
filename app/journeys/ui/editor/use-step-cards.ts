import { useMemo } from 'react';
import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { orderedSteps } from '#app/journeys/editor/step-order.ts';
import { stepCard } from '#app/journeys/page/journey-words.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import type { StepCard } from '#app/journeys/steps/step-handler.ts';
import { useEditor, useEditorParts } from './editor-context.tsx';

/** A step in words, with its number in the order in which the journey is read. */
export type NumberedCard = StepCard & { id: string; number: number; step: Step };

type CardInput = Pick<JourneyContent, 'steps' | 'first' | 'restartsWhileWaitingAt'>;

/** Cards that were made before, as long as their step stays the same object: typing in one makes one. */
const known = new WeakMap<Step, { card: StepCard; names: DefinitionNames; restarts: boolean }>();

/** A step in words. */
function cardOfStep(
  step: Step,
  journey: Pick<JourneyContent, 'restartsWhileWaitingAt'>,
  names: DefinitionNames,
): StepCard {
  const restarts = journey.restartsWhileWaitingAt === step.id;
  const found = known.get(step);
  if (found?.names === names && found.restarts === restarts) return found.card;
  const card = stepCard(journey, step, names);
  known.set(step, { card, names, restarts });
  return card;
}

/** Every step in words, in the order in which the journey is read. */
function numberedCards(journey: CardInput, names: DefinitionNames): NumberedCard[] {
  const order = orderedSteps(journey);
  return order.map((step, index) => ({
    ...cardOfStep(step, journey, names),
    id: step.id,
    number: index + 1,
    step,
  }));
}

/** The same, kept fresh while the journey is drawn. */
export function useStepCards(): NumberedCard[] {
  const { names } = useEditorParts();
  const steps = useEditor(({ content }) => content.steps);
  const first = useEditor(({ content }) => content.first);
  const restarts = useEditor(({ content }) => content.restartsWhileWaitingAt);
  return useMemo(
    () => numberedCards({ steps, first, restartsWhileWaitingAt: restarts }, names),
    [steps, first, restarts, names],
  );
}

/** What each step is called where it is chosen, by its id: its number and title. */
export function useStepTitles(): ReadonlyMap<string, string> {
  const cards = useStepCards();
  return useMemo(
    () => new Map(cards.map(({ id, number, title }) => [id, `${String(number)}. ${title}`])),
    [cards],
  );
}
