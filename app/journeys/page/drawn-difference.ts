import { differenceBetween } from '#app/definitions/definition-difference.ts';
import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import type { StepCard } from '#app/journeys/steps/step-handler.ts';
import { edgesOf, type JourneyEdge } from './journey-path.ts';
import { stepCard } from './journey-words.ts';

/** What became of a step or an edge in the later of two versions. */
export type DrawnChange = 'added' | 'removed' | 'changed' | 'same';

export type ComparedStep = StepCard & { id: string; change: DrawnChange };
export type ComparedEdge = JourneyEdge & { change: Exclude<DrawnChange, 'changed'> };

/** Two versions in one drawing: the later one, and what of the earlier one it has no more. */
export type DrawnDifference = { steps: ComparedStep[]; edges: ComparedEdge[] };

/** Draws what is different in the later of two versions. @param names of what they use */
export function drawDifference(
  before: JourneyContent,
  after: JourneyContent,
  names: DefinitionNames,
): DrawnDifference {
  const parts = [journeyKind.parts(before, names), journeyKind.parts(after, names)] as const;
  const changes = new Map(differenceBetween(...parts).map(({ id, change }) => [id, change]));
  const later = new Set(after.steps.map(({ id }) => id));
  const steps = [
    ...after.steps.map((step) => ({ content: after, step })),
    ...before.steps.filter(({ id }) => !later.has(id)).map((step) => ({ content: before, step })),
  ];
  return {
    steps: steps.map(({ content, step }) => ({
      id: step.id,
      ...stepCard(content, step, names),
      change: changes.get(step.id) ?? 'same',
    })),
    edges: comparedEdges(connected(before), connected(after)),
  };
}

/** The edges of a version that lead to a step. */
function connected(content: JourneyContent): JourneyEdge[] {
  return edgesOf(content).filter(({ to }) => to !== '');
}

function comparedEdges(
  before: readonly JourneyEdge[],
  after: readonly JourneyEdge[],
): ComparedEdge[] {
  const nameOf = ({ from, key, to }: JourneyEdge) => JSON.stringify([from, key, to]);
  const [old, fresh] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  return [
    ...after.map((edge) => ({
      ...edge,
      change: isIn(old, edge) ? ('same' as const) : ('added' as const),
    })),
    ...before
      .filter((edge) => !isIn(fresh, edge))
      .map((edge) => ({ ...edge, change: 'removed' as const })),
  ];
  function isIn(names: ReadonlySet<string>, edge: JourneyEdge): boolean {
    return names.has(nameOf(edge));
  }
}
