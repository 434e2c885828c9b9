import { MOST_STEPS } from '#app/journeys/definition.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import {
  blankStep,
  stepHandlerOf,
  type Step,
  type StepKind,
} from '#app/journeys/steps/registry.ts';
import { heirOf } from './delete-steps.ts';
import {
  edgeRefsFrom,
  edgeTarget,
  hasEdge,
  withEdgeTo,
  withStepEdges,
  type EdgeRef,
} from './step-edge-ref.ts';

/**
 * Adds a step of a kind, with nothing chosen. The journey stays the same when the id is taken or it has as many steps as
 * it may.
 * @param at the edge that leads to it from now on; it leads on to where the edge led. Null connects it to nothing
 */
export function addStep(
  content: JourneyContent,
  kind: StepKind,
  id: string,
  at: EdgeRef | null,
): JourneyContent {
  const { steps } = content;
  if (steps.length >= MOST_STEPS || steps.some((step) => step.id === id)) return content;
  if (at === null) return { ...content, steps: [...steps, blankStep(kind, id, '')] };
  if (!hasEdge(content, at)) return content;
  const step = blankStep(kind, id, edgeTarget(content, at));
  return withEdgeTo({ ...content, steps: placedAfter(steps, at.from, [step]) }, at, id);
}

/** Steps behind another in the order in which they are written; @param after null for the first place */
export function placedAfter(
  steps: readonly Step[],
  after: string | null,
  added: readonly Step[],
): Step[] {
  return steps.toSpliced(steps.findIndex(({ id }) => id === after) + 1, 0, ...added);
}

/** Lets an edge lead to a step, or nowhere when `to` is empty; the same journey when there is no such step or edge. */
export function connectEdge(content: JourneyContent, edge: EdgeRef, to: string): JourneyContent {
  const isKnown = to === '' || content.steps.some(({ id }) => id === to);
  if (!isKnown || !hasEdge(content, edge) || edgeTarget(content, edge) === to) return content;
  return withEdgeTo(content, edge, to);
}

/**
 * Moves a step onto another edge: what led to it leads on along its first edge, and that edge leads on to where the other
 * one led. Its other edges stay.
 */
export function moveStep(content: JourneyContent, id: string, edge: EdgeRef): JourneyContent {
  const moved = content.steps.find((step) => step.id === id);
  if (!moved || edge.from === id || !hasEdge(content, edge) || edgeTarget(content, edge) === id)
    return content;
  const heir = heirOf(content.steps, id, new Set([id]));
  const without = {
    ...content,
    first: content.first === id ? heir : content.first,
    steps: content.steps.map((step) => withStepEdges(step, (to) => (to === id ? heir : to))),
  };
  const to = edgeTarget(without, edge);
  const [own] = edgeRefsFrom(moved);
  const led = own ? withEdgeTo(without, own, to) : without;
  const step = led.steps.find((one) => one.id === id) ?? moved;
  const others = led.steps.filter((one) => one.id !== id);
  return withEdgeTo({ ...led, steps: placedAfter(others, edge.from, [step]) }, edge, id);
}

/** Puts a changed step in the place of the one with its id. The same journey when its kind cannot read it. */
export function changeStep(content: JourneyContent, changed: Step): JourneyContent {
  const at = content.steps.findIndex(({ id }) => id === changed.id);
  if (at === -1 || !stepHandlerOf(changed).schema.safeParse(changed).success) return content;
  const known = new Set(content.steps.map(({ id }) => id));
  // A form may have been open while a step that it leads to was deleted.
  const step = withStepEdges(changed, (to) => (known.has(to) ? to : ''));
  return { ...content, steps: content.steps.with(at, step) };
}
