import { Graph, layout } from '@dagrejs/dagre';
import type { JourneyEdge } from '#app/journeys/page/journey-path.ts';

/** Of a drawn step, in pixels. */
export const STEP_WIDTH = 290;
export const STEP_HEIGHT = 108;

export type StepPlace = { id: string; x: number; y: number };

/**
 * Where each step is drawn: from top to bottom in the order they are reached, choices beside each other.
 * @param heightOf height of a step by its id, in pixels; the usual one unless given
 * @returns top left corners in pixels, and the size of the whole drawing
 */
export function layOutSteps(
  ids: readonly string[],
  edges: readonly JourneyEdge[],
  heightOf: (id: string) => number = () => STEP_HEIGHT,
): { places: StepPlace[]; width: number; height: number } {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 48 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) graph.setNode(id, { width: STEP_WIDTH, height: heightOf(id) });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const places = ids.map((id) => {
    // dagre returns centres.
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    return { id, x: x - STEP_WIDTH / 2, y: y - heightOf(id) / 2 };
  });
  return {
    places,
    width: Math.max(0, ...places.map(({ x }) => x + STEP_WIDTH)),
    height: Math.max(0, ...places.map(({ id, y }) => y + heightOf(id))),
  };
}
