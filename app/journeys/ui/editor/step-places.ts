import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { edgesOf, type JourneyEdge } from '#app/journeys/page/journey-path.ts';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import { layOutSteps, STEP_HEIGHT, STEP_WIDTH } from '#app/journeys/ui/lay-out-steps.ts';

export type Places = ReadonlyMap<string, { x: number; y: number }>;
type DrawnEdge = Pick<JourneyEdge, 'from' | 'to'>;

/** Above this many steps a change moves only what it must: laying all of them out again takes longer than a blink. */
const MOST_LAID_OUT = 60;
const ROW = STEP_HEIGHT + 48;

type DrawnContent = Pick<JourneyContent, 'steps' | 'first' | 'layout'>;

/** Where the steps of a content stand, and by what. */
type Placed = DrawnContent & {
  /** The ids and edges that they were laid out by. */
  text: string;
  /** Where they stand by themselves. */
  auto: Places;
  /** The same with what the merchant put somewhere. */
  places: Places;
};

/**
 * Places the steps of one journey after the other that a page draws. A content that comes again, as by undo, stands as it
 * stood then, and costs nothing.
 */
export function createStepPlacer(): (content: DrawnContent) => Places {
  const known = new WeakMap<DrawnContent, Placed>();
  let last: Placed | null = null;
  return (content) => {
    last = known.get(content) ?? placeContent(last, content);
    known.set(content, last);
    return last.places;
  };
}

function placeContent(before: Placed | null, { steps, first, layout }: DrawnContent): Placed {
  const isSame = before?.steps === steps && before.first === first;
  if (isSame && before.layout === layout) return before;
  const ids = [START_ID, ...steps.map(({ id }) => id)];
  const edges = [{ from: START_ID, to: first }, ...edgesOf({ steps })].filter(
    ({ to }) => to !== '',
  );
  const text = isSame
    ? before.text
    : JSON.stringify([ids, edges.map(({ from, to }) => [from, to])]);
  // “Tidy up” takes every place away, and lays all steps out again.
  const isTidied = before?.layout !== undefined && layout === undefined;
  const stays = before?.text === text && !isTidied;
  const auto = stays
    ? before.auto
    : placeSteps(isTidied ? null : (before?.auto ?? null), ids, edges);
  const places =
    stays && before.layout === layout
      ? before.places
      : layout === undefined
        ? auto
        : new Map([...auto, ...Object.entries(layout)]);
  return { steps, first, layout, text, auto, places };
}

/**
 * Where steps stand after steps or edges changed.
 * @param before where they stood; null lays all of them out
 */
export function placeSteps(
  before: Places | null,
  ids: readonly string[],
  edges: readonly DrawnEdge[],
): Places {
  if (before === null || ids.length <= MOST_LAID_OUT) return laidOut(ids, edges);
  const known = new Set(ids);
  const places = new Map([...before].filter(([id]) => known.has(id)));
  for (const id of ids) if (!places.has(id)) insertPlace(places, id, edges);
  return places;
}

function laidOut(ids: readonly string[], edges: readonly DrawnEdge[]): Places {
  const drawn = edges.map(({ from, to }) => ({ from, to, key: '', label: null }));
  return new Map(layOutSteps(ids, drawn).places.map(({ id, x, y }) => [id, { x, y }]));
}

/** A new step stands below the one that leads to it, and what stood there or further down moves one row down. */
function insertPlace(
  places: Map<string, { x: number; y: number }>,
  id: string,
  edges: readonly DrawnEdge[],
): void {
  const before = edges.find(({ from, to }) => to === id && places.has(from));
  const above = before && places.get(before.from);
  if (!above) {
    places.set(id, besideAll(places));
    return;
  }
  const y = above.y + ROW;
  for (const [other, place] of places)
    if (place.y > above.y + STEP_HEIGHT / 2) places.set(other, { x: place.x, y: place.y + ROW });
  places.set(id, { x: above.x, y });
}

function besideAll(places: Places): { x: number; y: number } {
  const right = [...places.values()].reduce((most, { x }) => Math.max(most, x + STEP_WIDTH), 0);
  return { x: right + 40, y: 0 };
}
