import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { edgesOf } from '#app/journeys/page/journey-path.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import { withStepEdge } from '#app/journeys/steps/step-edges.ts';

/** An edge by where it begins: a step and the key of its edge; `from` is null for the start of the journey. */
export type EdgeRef = { from: string | null; key: string };

/** The edge from the start to the first step. */
export const START_EDGE: EdgeRef = { from: null, key: 'first' };

/** Every edge, the start's first, with the step that it leads to; empty where it leads nowhere yet. */
export function edgeRefsOf(content: JourneyContent): (EdgeRef & { to: string })[] {
  const edges = edgesOf(content).map(({ from, key, to }) => ({ from, key, to }));
  return [{ ...START_EDGE, to: content.first }, ...edges];
}

/** The edges out of one step, in the order of its kind. */
export function edgeRefsFrom(step: Step): (EdgeRef & { to: string })[] {
  const edges = stepHandlerOf(step).edges(step);
  return edges.map(({ key, to }) => ({ from: step.id, key, to }));
}

/** The step that an edge leads to; empty when it leads nowhere, or is no edge of the journey. */
export function edgeTarget({ first, steps }: JourneyContent, { from, key }: EdgeRef): string {
  if (from === null) return first;
  const step = steps.find(({ id }) => id === from);
  return step ? (edgeRefsFrom(step).find((edge) => edge.key === key)?.to ?? '') : '';
}

/** Whether an edge is one of the journey. */
export function hasEdge({ steps }: JourneyContent, { from, key }: EdgeRef): boolean {
  if (from === null) return true;
  const step = steps.find(({ id }) => id === from);
  return step !== undefined && edgeRefsFrom(step).some((edge) => edge.key === key);
}

/** A journey whose edge leads to another step. @param to empty to disconnect it */
export function withEdgeTo(
  content: JourneyContent,
  { from, key }: EdgeRef,
  to: string,
): JourneyContent {
  if (from === null) return { ...content, first: to };
  const steps = content.steps.map((step) =>
    step.id === from ? withStepEdge(step, key, to) : step,
  );
  return { ...content, steps };
}

/** A step with each of its edges as another. */
export function withStepEdges(step: Step, as: (to: string) => string): Step {
  let changed = step;
  for (const { key, to } of edgeRefsFrom(step)) {
    const next = as(to);
    if (next !== to) changed = withStepEdge(changed, key, next);
  }
  return changed;
}
