import { MOST_STEPS, stepById, type Journey } from '#app/journeys/definition.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import type { StepEdge } from '#app/journeys/steps/step-handler.ts';

/** An edge from one step to another. */
export type JourneyEdge = StepEdge & { from: string };

/** Every edge out of every step, in the order of the steps. */
export function edgesOf({ steps }: Pick<Journey, 'steps'>): JourneyEdge[] {
  return steps.flatMap(edgesFrom);
}

function edgesFrom(step: Step): JourneyEdge[] {
  return stepHandlerOf(step)
    .edges(step)
    .map((edge) => ({ from: step.id, ...edge }));
}

/**
 * The steps a run went through, read from where it is and how many steps it reached. Where two paths of the
 * same length lead to the step, the first one written is given; of a run that went in a circle for longer than a
 * journey has steps, the shortest.
 * @param visit number of steps reached, the last one included
 * @returns ids from the first step to `stepId`; empty when the journey has no such path, as after a change
 */
export function pathTo(journey: Journey, stepId: string, visit: number): string[] {
  // A run that went round for so long took the short way in the end.
  if (visit > MOST_STEPS) return shortestPath(journey, stepId);
  return findPath(journey, journey.first, stepId, visit, new Set()) ?? [];
}

/** @param misses from which step with how many left there is no path: circles would be gone through again and again */
function findPath(
  journey: Journey,
  at: string,
  target: string,
  left: number,
  misses: Set<string>,
): string[] | null {
  if (left <= 1) return left === 1 && at === target ? [at] : null;
  const asked = `${String(left)} ${at}`;
  if (misses.has(asked)) return null;
  for (const { to } of edgesFrom(stepById(journey, at))) {
    const rest = findPath(journey, to, target, left - 1, misses);
    if (rest) return [at, ...rest];
  }
  misses.add(asked);
  return null;
}

function shortestPath({ steps, first }: Journey, target: string): string[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const cameFrom = new Map<string, string | null>([[first, null]]);
  for (const at of cameFrom.keys()) {
    const step = byId.get(at);
    for (const { to } of step ? edgesFrom(step) : []) if (!cameFrom.has(to)) cameFrom.set(to, at);
  }
  const path: string[] = [];
  let at: string | null = cameFrom.has(target) ? target : null;
  while (at !== null) {
    path.unshift(at);
    at = cameFrom.get(at) ?? null;
  }
  return path;
}
