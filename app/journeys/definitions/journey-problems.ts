import type { DefinitionNames, DefinitionProblem } from '#app/definitions/definition-kind.ts';
import { predicatesOfJourney } from '#app/journeys/journey-predicates.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import { referenceProblems, type KnownReferences } from '#app/segments/reference-problems.ts';
import type { JourneyContent } from './journey-content.ts';

/**
 * Why a journey cannot be published, with the step to change; empty when it can. A journey without problems never sends
 * a run to a step that it has not, and never in a circle without waiting.
 * @param known the segments, products and collections of the shop; what is left out is not looked at
 */
export function journeyProblems(
  journey: JourneyContent,
  names: DefinitionNames,
  known: KnownReferences = {},
): DefinitionProblem[] {
  const { steps, first } = journey;
  const byId = new Map(steps.map((step) => [step.id, step]));
  const repeated = steps.filter((step) => byId.get(step.id) !== step);
  const problems = [
    ...repeated.map(({ id }) =>
      problem(id, `Two steps have the id “${id}”. Give one of them another.`),
    ),
    ...(byId.has(first) ? [] : [problem(null, 'The first step does not exist. Choose it again.')]),
    ...steps.flatMap((step) => edgeProblems(step, byId)),
    ...namedStepProblems(journey, byId),
    ...steps.flatMap((step) => ownProblems(step)),
    ...steps.flatMap((step) => usedProblems(step, names)),
    ...segmentProblems(journey, known),
    ...predicateProblems(journey, known),
  ];
  // Paths are followed only where they lead somewhere.
  return problems.length > 0
    ? problems
    : [...unreachedProblems(journey, byId), ...loopProblems(steps, byId)];
}

type StepsById = ReadonlyMap<string, Step>;

function problem(stepId: string | null, message: string): DefinitionProblem {
  return { stepId, message };
}

function nextOf(step: Step): string[] {
  return stepHandlerOf(step)
    .edges(step)
    .map(({ to }) => to);
}

function edgeProblems(step: Step, byId: StepsById): DefinitionProblem[] {
  return nextOf(step)
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

/** What the step itself lacks. */
function ownProblems(step: Step): DefinitionProblem[] {
  return (stepHandlerOf(step).problems?.(step) ?? []).map((message) => problem(step.id, message));
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
  { segments }: KnownReferences,
): DefinitionProblem[] {
  const isGone = ({ segment }: { segment: string }) => segments?.has(segment) === false;
  return [
    ...('segment' in trigger && isGone(trigger)
      ? [
          problem(
            null,
            `The segment “${trigger.segment}”, which starts it, is gone. Choose another.`,
          ),
        ]
      : []),
    ...exitConditions
      .filter(isGone)
      .map(({ segment }) =>
        problem(null, `The segment “${segment}”, which ends it, is gone. Choose another.`),
      ),
  ];
}

/** What its conditions refer to that the shop does not have. */
function predicateProblems(journey: JourneyContent, known: KnownReferences): DefinitionProblem[] {
  return predicatesOfJourney(journey).flatMap(({ stepId, predicate }) =>
    referenceProblems(predicate, known).map(({ message }) =>
      problem(stepId, stepId === null ? `Condition to enter: ${message}` : message),
    ),
  );
}

const USED_WORDS = { email: 'email', banner: 'banner', journey: 'journey' };

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

function unreachedProblems({ steps, first }: JourneyContent, byId: StepsById): DefinitionProblem[] {
  const reached = new Set<string>();
  const ahead = [first];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const step = byId.get(id);
    if (!step || reached.has(id)) continue;
    reached.add(id);
    ahead.push(...nextOf(step));
  }
  return steps
    .filter(({ id }) => !reached.has(id))
    .map(({ id }) => problem(id, 'No path leads to it. Connect it or remove it.'));
}

/** Steps that a run may come back to without having waited. */
function loopProblems(steps: readonly Step[], byId: StepsById): DefinitionProblem[] {
  return steps
    .filter(({ id }) => comesBack(id, byId))
    .map(({ id }) => problem(id, 'It leads back to itself without a wait. Add a wait.'));
}

function comesBack(id: string, byId: StepsById): boolean {
  const seen = new Set<string>();
  const ahead = [id];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    const step = byId.get(at);
    for (const next of step ? passedTo(step) : []) {
      if (next === id) return true;
      if (!seen.has(next)) ahead.push(next);
      seen.add(next);
    }
  }
  return false;
}

/** The steps that a run may reach from a step at the same moment. */
function passedTo(step: Step): string[] {
  const handler = stepHandlerOf(step);
  if (handler.longestWait(step) === 0) return nextOf(step);
  return handler.passesTo?.(step) ?? [];
}
