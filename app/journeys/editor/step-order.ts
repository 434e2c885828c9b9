import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { edgeRefsFrom, edgeRefsOf, type EdgeRef } from './step-edge-ref.ts';

/**
 * The steps in the order in which they are read: as they are reached, each path to its end before the next, then those
 * that no path leads to.
 */
export function orderedSteps({ first, steps }: Pick<JourneyContent, 'first' | 'steps'>): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const order = new Set<Step>();
  const ahead = [first];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const step = byId.get(id);
    if (!step || order.has(step)) continue;
    order.add(step);
    const next = edgeRefsFrom(step).map(({ to }) => to);
    ahead.push(...next.reverse());
  }
  return [...order, ...steps.filter((step) => !order.has(step))];
}

/** Where the keyboard goes from a step of the canvas. */
export type StepDirection = 'along' | 'back' | 'next' | 'previous';

/**
 * The step beside another: `along` its first edge, `back` along an edge that leads to it, or before and after it as they
 * are read. Null stands for the start.
 * @returns undefined where there is none
 */
export function stepBeside(
  content: JourneyContent,
  id: string | null,
  direction: StepDirection,
): string | null | undefined {
  switch (direction) {
    case 'along':
      return edgeRefsOf(content).find(({ from, to }) => from === id && to !== '')?.to;
    case 'back':
      return id === null ? undefined : edgesInto(content, id)[0]?.from;
    case 'next':
    case 'previous': {
      const order = [null, ...orderedSteps(content).map((step) => step.id)];
      const place = order.indexOf(id) + (direction === 'next' ? 1 : -1);
      return place < 0 ? undefined : order[place];
    }
  }
}

/** The edges that lead to a step. */
function edgesInto(content: JourneyContent, id: string): EdgeRef[] {
  return edgeRefsOf(content)
    .filter(({ to }) => to === id)
    .map(({ from, key }) => ({ from, key }));
}

/** The edge onto which a step moves to stand one earlier, or later; null where it cannot. */
export function edgeForMove(
  content: JourneyContent,
  id: string,
  by: 'earlier' | 'later',
): EdgeRef | null {
  if (by === 'earlier') {
    const before = edgesInto(content, id)[0]?.from;
    return before == null ? null : (edgesInto(content, before)[0] ?? null);
  }
  const step = content.steps.find((one) => one.id === id);
  const to = step && edgeRefsFrom(step)[0]?.to;
  const after = content.steps.find((one) => one.id === to);
  const onward = after && edgeRefsFrom(after)[0];
  return onward ? { from: onward.from, key: onward.key } : null;
}

/**
 * Where a step is added after another: its first edge that leads nowhere, else its first. An end has none: there it is
 * added before.
 * @returns null where nothing leads to an end
 */
export function edgeForAdding(content: JourneyContent, id: string | null): EdgeRef | null {
  const edges = edgeRefsOf(content).filter(({ from }) => from === id);
  const edge = edges.find(({ to }) => to === '') ?? edges[0];
  if (edge) return { from: edge.from, key: edge.key };
  return id === null ? null : (edgesInto(content, id)[0] ?? null);
}
