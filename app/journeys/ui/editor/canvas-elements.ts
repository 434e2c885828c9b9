import { MarkerType, Position, type Edge, type Node } from '@xyflow/react';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { edgesOf, type JourneyEdge } from '#app/journeys/page/journey-path.ts';
import { stepHandlerOf, stepKindWords } from '#app/journeys/steps/registry.ts';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import { STEP_HEIGHT, STEP_WIDTH } from '#app/journeys/ui/lay-out-steps.ts';
import { isBoxWithin, isLineWithin, type CanvasArea } from './canvas-area.ts';
import type { Places } from './step-places.ts';
import type { NumberedCard } from './use-step-cards.ts';

/** An edge out of a step as its box shows it: where it begins, and whether it leads nowhere yet. */
export type BoxEdge = { key: string; label: string | null; left: number; isOpen: boolean };

export type CanvasBox = {
  kind: string;
  title: string;
  detail: string;
  /** Why it cannot be published; empty when it can. */
  problem: string;
  /** What the live version did, a line each; empty of what it does not have. */
  figures: readonly string[];
  edges: BoxEdge[];
};
export type DrawnNode = Node<{ box: CanvasBox }, 'step'>;
export type DrawnLine = Edge<{ from: string; key: string }, 'step'>;

/** What the canvas draws. */
export type CanvasInput = Pick<JourneyContent, 'first' | 'steps'> & {
  /** What starts the journey, in words. */
  trigger: string;
  cards: readonly NumberedCard[];
  places: Places;
  selection: readonly string[];
  /** What of the canvas is in view; null before the canvas has a size. */
  area: CanvasArea | null;
  /** By the id of the step, that of the start for what is wrong with the journey as a whole. */
  problems: ReadonlyMap<string, string>;
  /** What the live version did, by the id of the step. */
  figures: ReadonlyMap<string, readonly string[]>;
};

const NO_LINES: readonly string[] = [];
const SIZE = { width: STEP_WIDTH, height: STEP_HEIGHT };
const START_EDGES: BoxEdge[] = [{ key: 'first', label: null, left: STEP_WIDTH / 2, isOpen: false }];
const OPEN_START: BoxEdge[] = START_EDGES.map((edge) => ({ ...edge, isOpen: true }));

/** Steps that are in view when the canvas opens, the start among them. */
const FIRST_SHOWN = 5;
const NOWHERE = { x: 0, y: 0 };

/**
 * Makes the boxes and lines of a canvas that are in view; the library would look at each of five hundred with each key. The
 * steps that are chosen are among them: they are dragged together, wherever they are. What did not change since the last
 * time is the same object, which the canvas then passes over.
 */
export function createCanvasElements(): (input: CanvasInput) => {
  nodes: DrawnNode[];
  edges: DrawnLine[];
} {
  const boxes = createReuse<CanvasBox>();
  const nodes = createReuse<DrawnNode>();
  const edges = createReuse<DrawnLine>();
  return ({ first, steps, trigger, cards, places, selection, area, problems, figures }) => {
    const chosen = new Set(selection);
    const placeOf = (id: string) => places.get(id) ?? NOWHERE;
    const isDrawn = (id: string, place: number) =>
      chosen.has(id) || (area ? isBoxWithin(area, placeOf(id)) : place < FIRST_SHOWN);
    const drawn = new Set([START_ID, ...cards.map(({ id }) => id)].filter(isDrawn));
    const lines = [
      { from: START_ID, key: 'first', to: first, label: null },
      ...edgesOf({ steps }),
    ].filter(
      ({ from, to }) =>
        to !== '' &&
        (area ? isLineWithin(area, placeOf(from), placeOf(to)) : drawn.has(from) && drawn.has(to)),
    );
    // A line needs both its ends, of which one may be out of view.
    const ends = new Set(lines.flatMap(({ from, to }) => [from, to]));
    const nodeOf = (id: string, box: CanvasBox): DrawnNode => {
      const { x, y } = placeOf(id);
      const selected = chosen.has(id);
      const hidden = !drawn.has(id);
      return nodes(id, [box, x, y, selected, hidden], () => ({
        ...makeNode(id, box, { x, y }, selected),
        hidden,
      }));
    };
    const problemOf = (id: string) => problems.get(id) ?? '';
    const figuresOf = (id: string) => figures.get(id) ?? NO_LINES;
    const startBox = () => {
      const [problem, lived] = [problemOf(START_ID), figuresOf(START_ID)];
      return boxes(START_ID, [trigger, problem, first === '', lived], () => ({
        kind: 'Start',
        title: 'Start',
        detail: trigger,
        problem,
        figures: lived,
        edges: first === '' ? OPEN_START : START_EDGES,
      }));
    };
    const boxOf = ({ id, step, title, detail }: NumberedCard) => {
      const [problem, lived] = [problemOf(id), figuresOf(id)];
      return boxes(id, [step, title, detail, problem, lived], () => ({
        kind: stepKindWords(step.kind).label,
        title,
        detail,
        problem,
        figures: lived,
        edges: boxEdges(stepHandlerOf(step).edges(step)),
      }));
    };
    const isPart = (id: string) => drawn.has(id) || ends.has(id);
    return {
      nodes: [
        ...(isPart(START_ID) ? [nodeOf(START_ID, startBox())] : []),
        ...cards.flatMap((card) => (isPart(card.id) ? [nodeOf(card.id, boxOf(card))] : [])),
      ],
      edges: lines.map((edge) => {
        const id = `${edge.from}:${edge.key}`;
        return edges(id, [edge.to, edge.label], () => makeEdge(id, edge));
      }),
    };
  };
}

/** Gives what it made before while what it was made of is the same. */
function createReuse<T>(): (id: string, of: readonly unknown[], make: () => T) => T {
  const made = new Map<string, { of: readonly unknown[]; value: T }>();
  return (id, of, make) => {
    const found = made.get(id);
    if (found && of.every((part, place) => part === found.of[place])) return found.value;
    const value = make();
    made.set(id, { of, value });
    return value;
  };
}

function boxEdges(edges: readonly { key: string; to: string; label: string | null }[]): BoxEdge[] {
  return edges.map(({ key, to, label }, place) => ({
    key,
    label,
    left: Math.round((STEP_WIDTH * (place + 1)) / (edges.length + 1)),
    isOpen: to === '',
  }));
}

function makeNode(
  id: string,
  box: CanvasBox,
  position: { x: number; y: number },
  selected: boolean,
): DrawnNode {
  const spot = { width: 1, height: 1 };
  const target = {
    ...spot,
    type: 'target' as const,
    position: Position.Top,
    x: STEP_WIDTH / 2,
    y: 0,
  };
  return {
    id,
    type: 'step',
    position,
    data: { box },
    selected,
    draggable: id !== START_ID,
    ...SIZE,
    measured: SIZE,
    // Given here, so that nothing has to be measured.
    handles: [
      ...(id === START_ID ? [] : [target]),
      ...box.edges.map(({ key, left }) => ({
        ...spot,
        id: key,
        type: 'source' as const,
        position: Position.Bottom,
        x: left,
        y: STEP_HEIGHT,
      })),
    ],
    ariaLabel: [box.title, box.detail, box.problem, ...box.figures].filter(Boolean).join('. '),
    domAttributes: { 'aria-roledescription': 'step' },
  };
}

function makeEdge(id: string, { from, to, key, label }: JourneyEdge): DrawnLine {
  return {
    id,
    type: 'step',
    source: from,
    sourceHandle: key,
    target: to,
    label,
    data: { from, key },
    markerEnd: { type: MarkerType.ArrowClosed },
    focusable: false,
  };
}
