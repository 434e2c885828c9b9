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

/** The cards of a journey, as long as its steps stay the same: each part of the page that shows them has the same. */
const lists = new WeakMap<
  readonly Step[],
  CardInput & { names: DefinitionNames; cards: NumberedCard[] }
>();

/** Every step in words, in the order in which the journey is read. */
function numberedCards(journey: CardInput, names: DefinitionNames): NumberedCard[] {
  const { steps, first, restartsWhileWaitingAt: restarts } = journey;
  const found = lists.get(steps);
  if (found?.names === names && found.first === first && found.restartsWhileWaitingAt === restarts)
    return found.cards;
  const cards = orderedSteps(journey).map((step, index) => ({
    ...cardOfStep(step, journey, names),
    id: step.id,
    number: index + 1,
    step,
  }));
  lists.set(steps, { steps, first, restartsWhileWaitingAt: restarts, names, cards });
  return cards;
}

const NO_CARDS: NumberedCard[] = [];

/** The same, kept fresh while the journey is drawn. @param isAsked whether they are looked at; else there are none */
export function useStepCards(isAsked = true): NumberedCard[] {
  const { names } = useEditorParts();
  return useEditor(({ content }) => (isAsked ? numberedCards(content, names) : NO_CARDS));
}

const titlesOf = new WeakMap<readonly NumberedCard[], ReadonlyMap<string, string>>();

/** What each step is called where it is chosen, by its id: its number and title. */
export function useStepTitles(): ReadonlyMap<string, string> {
  const cards = useStepCards();
  const found = titlesOf.get(cards);
  if (found) return found;
  const titles = new Map(cards.map(({ id, number, title }) => [id, `${String(number)}. ${title}`]));
  titlesOf.set(cards, titles);
  return titles;
}
