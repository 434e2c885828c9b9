import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import { HOUR } from '#app/lib/duration.ts';
import type { JourneyContent } from './journey-content.ts';
import { passedTo } from './passed-steps.ts';

/** The steps of a journey by their ids. */
export type StepsById = ReadonlyMap<string, Step>;

/** A circle takes at least so long: a shorter one would write to a person more than 24 times a day. */
const SHORTEST_ROUND_MS = HOUR;

/** The ids of the steps that the edges of a step lead to. */
export function nextStepIds(step: Step): string[] {
  return stepHandlerOf(step)
    .edges(step)
    .map(({ to }) => to);
}

/** What is wrong with the paths of a journey whose edges all lead to steps that it has. */
export function pathProblems(journey: JourneyContent, byId: StepsById): DefinitionProblem[] {
  const { steps } = journey;
  const inCircle = stepsInCircle(steps, byId);
  return [
    ...unreachedProblems(journey, byId),
    ...steps
      .filter(({ id }) => inCircle.has(id))
      .map(({ id }) => ({
        stepId: id,
        message: 'It leads back to itself without a wait of an hour or more. Add a wait.',
      })),
    ...steps.filter(isWithoutChoice).map(({ id }) => ({
      stepId: id,
      message: 'All its paths lead to the same step. Lead one to another step, or remove it.',
    })),
  ];
}

function unreachedProblems({ steps, first }: JourneyContent, byId: StepsById): DefinitionProblem[] {
  const reached = new Set<string>([first]);
  // A set gives what is added to it meanwhile.
  for (const id of reached) {
    const step = byId.get(id);
    for (const next of step ? nextStepIds(step) : []) reached.add(next);
  }
  return steps
    .filter(({ id }) => !reached.has(id))
    .map(({ id }) => ({
      stepId: id,
      message: 'No path leads to it. Connect it or remove it.',
    }));
}

/** Whether a step asks something and goes on the same, whatever the answer is. Waits differ in when they go on. */
function isWithoutChoice(step: Step): boolean {
  const next = nextStepIds(step);
  return stepHandlerOf(step).group === 'logic' && next.length > 1 && new Set(next).size === 1;
}

/**
 * The ids of the steps that a run may come back to without having waited: those in a strongly connected component of the
 * graph of such edges, and those with an edge to themselves (Tarjan, so that 500 steps take a millisecond).
 */
function stepsInCircle(steps: readonly Step[], byId: StepsById): Set<string> {
  const inCircle = new Set<string>();
  const order = new Map<string, number>();
  const open: string[] = [];
  /** @returns the earliest step, by its place in the order, that is still open and can be reached */
  function visit(step: Step): number {
    const place = order.size;
    order.set(step.id, place);
    open.push(step.id);
    let earliest = place;
    for (const next of passedTo(step, SHORTEST_ROUND_MS)) {
      const to = byId.get(next);
      if (!to) continue;
      if (next === step.id) inCircle.add(next);
      const known = order.get(next);
      if (known === undefined) earliest = Math.min(earliest, visit(to));
      else if (open.includes(next)) earliest = Math.min(earliest, known);
    }
    if (earliest < place) return earliest;
    const component = open.splice(open.indexOf(step.id));
    if (component.length > 1) for (const id of component) inCircle.add(id);
    return earliest;
  }
  for (const step of steps) if (!order.has(step.id)) visit(step);
  return inCircle;
}
