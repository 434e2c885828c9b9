import {
  isPublishable,
  type DefinitionNames,
  type DefinitionProblem,
  type DefinitionReferences,
} from '#app/definitions/definition-kind.ts';
import { predicatesOfJourney } from '#app/journeys/journey-predicates.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import { reentryProblems } from '#app/journeys/reentry.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import { referenceProblems } from '#app/segments/reference-problems.ts';
import { emailProblems, offersInRowProblems } from './email-problems.ts';
import type { JourneyContent } from './journey-content.ts';
import { emailToIgnoreProblems } from './email-to-ignore-problems.ts';
import { nextStepIds, pathProblems, type StepsById } from './path-problems.ts';
import { sameCartProblems } from './same-cart-problems.ts';
import { startProblems, type JourneyReferences } from './start-problems.ts';

/**
 * Why a journey cannot be published, and what better were changed, with the step to change. A journey without errors never
 * sends a run to a step that it has not, and never in a circle without waiting.
 * @param known what of the shop it may refer to; what is left out is not looked at
 */
export function journeyProblems(
  journey: JourneyContent,
  names: DefinitionNames,
  known: JourneyReferences = {},
): DefinitionProblem[] {
  const { steps, first } = journey;
  const byId = new Map(steps.map((step) => [step.id, step]));
  const repeated = steps.filter((step) => byId.get(step.id) !== step);
  const problems = [
    ...repeated.map(({ id }) =>
      problem(id, `Two steps have the id “${id}”. Give one of them another.`),
    ),
    ...triggerProblems(journey, known),
    ...startProblems(journey, known),
    ...sameCartProblems(journey, known),
    ...(byId.has(first) ? [] : [problem(null, 'The first step does not exist. Choose it again.')]),
    ...steps.flatMap((step) => edgeProblems(step, byId)),
    ...namedStepProblems(journey, byId),
    ...steps.flatMap((step) => ownProblems(step)),
    ...steps.flatMap((step) => usedProblems(step, names)),
    ...segmentProblems(journey, known),
    ...predicateProblems(journey, known),
    ...emailProblems(journey, known.emails),
  ];
  // Paths are followed only where they lead somewhere.
  return isPublishable(problems)
    ? [
        ...problems,
        ...pathProblems(journey, byId),
        ...offersInRowProblems(journey, known.emails),
        ...emailToIgnoreProblems(journey),
      ]
    : problems;
}

function problem(stepId: string | null, message: string): DefinitionProblem {
  return { stepId, message };
}

function edgeProblems(step: Step, byId: StepsById): DefinitionProblem[] {
  return nextStepIds(step)
    .filter((to) => !byId.has(to))
    .map((to) =>
      problem(
        step.id,
        to === ''
          ? 'It leads nowhere. Connect it to a step.'
          : `It leads to the step “${to}”, which does not exist.`,
      ),
    );
}

/** What is not chosen of what starts it, and of who may enter again. */
function triggerProblems(
  journey: JourneyContent,
  { products, collections }: DefinitionReferences,
): DefinitionProblem[] {
  const { trigger } = journey;
  const handler = triggerHandlerOf(trigger);
  const isGone = (known: ReadonlySet<string> | undefined) => (id: string) =>
    known?.has(id) === false;
  const gone = [
    ...(handler.products?.(trigger).some(isGone(products)) ? ['product'] : []),
    ...(handler.collections?.(trigger).some(isGone(collections)) ? ['collection'] : []),
  ];
  return [
    ...(handler.problems?.(trigger) ?? []),
    ...gone.map((thing) => `A ${thing} that starts it was deleted. Choose another.`),
    ...reentryProblems(journey),
  ].map((message) => problem(null, message));
}

/** What the step itself lacks. */
function ownProblems(step: Step): DefinitionProblem[] {
  const handler = stepHandlerOf(step);
  return [
    ...(handler.problems?.(step) ?? []).map((message) => problem(step.id, message)),
    ...(handler.warnings?.(step) ?? []).map((message): DefinitionProblem => {
      return { ...problem(step.id, message), severity: 'warning' };
    }),
  ];
}

/** The steps that the journey names beside its edges. */
function namedStepProblems(
  { restartsWhileWaitingAt: restarts, renewsAt = [] }: JourneyContent,
  byId: StepsById,
): DefinitionProblem[] {
  const wait = restarts === null ? undefined : byId.get(restarts);
  return [
    ...(restarts === null || wait?.kind === 'wait'
      ? []
      : [problem(null, `“${restarts}”, at which the clock restarts, is no wait of the journey.`)]),
    ...renewsAt
      .filter((id) => !byId.has(id))
      .map((id) => problem(null, `“${id}”, at which a new cart starts again, does not exist.`)),
  ];
}

/** The segments by which the journey starts and ends that the shop does not have. */
function segmentProblems(
  { trigger, exitConditions = [] }: JourneyContent,
  { segments }: DefinitionReferences,
): DefinitionProblem[] {
  const isGone = ({ segment }: { segment: string }) => segments?.has(segment) === false;
  const starting = triggerHandlerOf(trigger).segment?.(trigger) ?? '';
  return [
    ...(starting !== '' && isGone({ segment: starting })
      ? [problem(null, `The segment “${starting}”, which starts it, is gone. Choose another.`)]
      : []),
    ...exitConditions
      .filter(isGone)
      .map(({ segment }) =>
        problem(null, `The segment “${segment}”, which ends it, is gone. Choose another.`),
      ),
    ...exitConditions
      .filter(
        ({ segment, kind }) =>
          'segment' in trigger && trigger.segment === segment && trigger.kind === kind,
      )
      .map(({ segment }) =>
        problem(
          null,
          `What starts it, a change of the segment “${segment}”, also ends it. Change one of the two.`,
        ),
      ),
  ];
}

/** What its conditions refer to that the shop does not have. */
function predicateProblems(
  journey: JourneyContent,
  known: DefinitionReferences,
): DefinitionProblem[] {
  return predicatesOfJourney(journey).flatMap(({ stepId, predicate }) =>
    referenceProblems(predicate, known).map(({ message }) =>
      problem(stepId, stepId === null ? `Condition to enter: ${message}` : message),
    ),
  );
}

const USED_WORDS = { email: 'email', banner: 'banner', journey: 'journey', offer: 'offer' };

function usedProblems(step: Step, names: DefinitionNames): DefinitionProblem[] {
  const used = stepHandlerOf(step).uses?.(step);
  if (!used) return [];
  const found = names.get(used.kind)?.get(used.key);
  const word = USED_WORDS[used.kind];
  if (!found) return [problem(step.id, `Its ${word} “${used.key}” does not exist. Choose one.`)];
  return found.isArchived
    ? [problem(step.id, `Its ${word} “${found.name}” is archived. Restore it or choose another.`)]
    : [];
}
