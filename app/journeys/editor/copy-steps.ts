import { MOST_STEPS } from '#app/journeys/definition.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { Step, StepKind } from '#app/journeys/steps/registry.ts';
import { placedAfter } from './edit-steps.ts';
import { edgeRefsFrom, edgeTarget, hasEdge, withEdgeTo, withStepEdges } from './step-edge-ref.ts';
import type { EdgeRef } from './step-edge-ref.ts';

/** Steps that were copied, in the order in which they are written. */
export type CopiedSteps = readonly Step[];

/** The steps of a selection, to be pasted. */
export function copySteps({ steps }: JourneyContent, ids: ReadonlySet<string>): CopiedSteps {
  return steps.filter(({ id }) => ids.has(id));
}

/**
 * Pastes copied steps under new ids. Edges among them are kept; those that led to other steps lead nowhere, or on to where
 * `at` led.
 * @param idFor a new id for a step of a kind, never one that is taken
 * @param at the edge that leads to the first of them from now on; null connects them to nothing
 * @returns the journey with the ids of what was pasted: none when it would have more steps than it may
 */
export function pasteSteps(
  content: JourneyContent,
  copied: CopiedSteps,
  idFor: (kind: StepKind) => string,
  at: EdgeRef | null,
): { content: JourneyContent; ids: string[] } {
  const isTooMuch = content.steps.length + copied.length > MOST_STEPS;
  if (copied.length === 0 || isTooMuch || (at && !hasEdge(content, at)))
    return { content, ids: [] };
  const fresh = new Map(copied.map(({ id, kind }) => [id, idFor(kind)]));
  const onward = at ? edgeTarget(content, at) : '';
  const pasted = copied.map((step) => {
    const led = withStepEdges(step, (to) => fresh.get(to) ?? onward);
    return { ...led, id: fresh.get(step.id) ?? step.id };
  });
  const ids = pasted.map(({ id }) => id);
  const steps = at ? placedAfter(content.steps, at.from, pasted) : [...content.steps, ...pasted];
  const added = { ...content, steps };
  return { content: at ? withEdgeTo(added, at, firstOf(pasted)) : added, ids };
}

/** The step to which none of the others leads; the first one written when they lead in a circle. */
function firstOf(steps: readonly Step[]): string {
  const reached = new Set(steps.flatMap(edgeRefsFrom).map(({ to }) => to));
  return (steps.find(({ id }) => !reached.has(id)) ?? steps[0])?.id ?? '';
}
