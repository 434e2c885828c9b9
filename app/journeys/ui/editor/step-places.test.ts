import { expect, test } from 'vitest';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { deleteSteps } from '#app/journeys/editor/delete-steps.ts';
import { addStep } from '#app/journeys/editor/edit-steps.ts';
import { START_EDGE } from '#app/journeys/editor/step-edge-ref.ts';
import { withoutPlaces, withPlaces } from '#app/journeys/editor/step-layout.ts';
import { STEP_HEIGHT, STEP_WIDTH } from '#app/journeys/ui/lay-out-steps.ts';
import { createStepPlacer, placeSteps, type Places } from './step-places.ts';

/** A path of so many steps, one after the other. */
function path(count: number) {
  const ids = Array.from({ length: count }, (_, index) => `s${String(index)}`);
  return { ids, edges: ids.slice(1).map((to, index) => ({ from: `s${String(index)}`, to })) };
}

function overlaps(places: Places): string[] {
  const all = [...places];
  return all.flatMap(([a, one], index) =>
    all
      .slice(index + 1)
      .filter(
        ([, other]) =>
          Math.abs(one.x - other.x) < STEP_WIDTH && Math.abs(one.y - other.y) < STEP_HEIGHT,
      )
      .map(([b]) => `${a} ${b}`),
  );
}

test('in a long journey a new step stands below the one before it, and what follows makes room', () => {
  const { ids, edges } = path(200);
  const before = placeSteps(null, ids, edges);
  const after = placeSteps(
    before,
    [...ids, 'new'],
    [
      ...edges.filter(({ from }) => from !== 's100'),
      { from: 's100', to: 'new' },
      { from: 'new', to: 's101' },
    ],
  );
  expect(overlaps(after)).toEqual([]);
  expect(after.get('s100')).toEqual(before.get('s100'));
  expect(after.get('new')?.y).toBeLessThan(after.get('s101')?.y ?? 0);
});

test('a step that nothing leads to stands beside the others, and a deleted one leaves its place', () => {
  const { ids, edges } = path(100);
  const before = placeSteps(null, ids, edges);
  const after = placeSteps(before, [...ids.slice(1), 'loose'], edges.slice(1));
  expect(overlaps(after)).toEqual([]);
  expect(after.has('s0')).toBe(false);
});

/** A journey of more steps than are laid out again with each change. */
function longJourney() {
  const ids = Array.from({ length: 80 }, (_, index) => `s${String(index)}`);
  return ids.reduce(
    (content, id) => addStep(content, 'wait', id, START_EDGE),
    blankJourney('Drawn'),
  );
}

test('after undo the steps stand as they stood, without gaps where others came and went', () => {
  const place = createStepPlacer();
  const drawn = longJourney();
  const before = place(drawn);
  place(deleteSteps(drawn, new Set(['s40'])));
  expect(place(drawn)).toBe(before);
  place(addStep(drawn, 'wait', 'new', { from: 's40', key: 'next' }));
  expect(place(drawn)).toBe(before);
});

test('a step stands where it was put until that is undone, or all is tidied up', () => {
  const place = createStepPlacer();
  const drawn = longJourney();
  const before = place(drawn);
  const put = withPlaces(drawn, { s40: { x: 900, y: 7 } });
  expect(place(put).get('s40')).toEqual({ x: 900, y: 7 });
  const typed = { ...put, purpose: 'Typed' };
  expect(place(typed)).toBe(place(put));
  expect(place(withoutPlaces(put)).get('s40')).toEqual(before.get('s40'));
  expect(place(drawn)).toBe(before);
});
