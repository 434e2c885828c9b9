import { expect, test } from 'vitest';
import { journeys } from '#app/journeys/gallery.ts';
import { edgesOf } from '#app/journeys/page/journey-path.ts';
import { layOutSteps, STEP_HEIGHT, STEP_WIDTH } from './lay-out-steps.ts';

test.each(journeys)(
  'the steps of “$name” are drawn below each other and never overlap',
  (journey) => {
    const edges = edgesOf(journey);
    const { places, width, height } = layOutSteps(
      journey.steps.map(({ id }) => id),
      edges,
    );
    const at = new Map(places.map((place) => [place.id, place]));
    for (const { from, to } of edges) {
      expect(at.get(to)?.y).toBeGreaterThanOrEqual((at.get(from)?.y ?? Infinity) + STEP_HEIGHT);
    }
    const overlaps = places.flatMap((a, index) =>
      places
        .slice(index + 1)
        .filter((b) => Math.abs(a.x - b.x) < STEP_WIDTH && Math.abs(a.y - b.y) < STEP_HEIGHT),
    );
    expect(overlaps).toEqual([]);
    expect(places.every(({ x, y }) => x >= 0 && y >= 0 && x < width && y < height)).toBe(true);
  },
);

test('nothing to draw takes no room', () => {
  expect(layOutSteps([], [])).toEqual({ places: [], width: 0, height: 0 });
});
