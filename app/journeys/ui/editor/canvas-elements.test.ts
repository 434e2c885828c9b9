import { expect, test } from 'vitest';
import type { Step } from '#app/journeys/steps/registry.ts';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import { createCanvasElements, type CanvasInput } from './canvas-elements.ts';

const WAITS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Eight waits below each other, 1,000 pixels apart; the first leads to the last as well. */
function input(change: Partial<CanvasInput> = {}): CanvasInput {
  const steps = WAITS.map((id, place): Step => ({
    id,
    kind: 'wait',
    ms: 1,
    next: WAITS[place + 1] ?? '',
  }));
  return {
    first: 'a',
    steps,
    trigger: 'Starts by hand',
    cards: steps.map((step, place) => ({
      ...{ id: step.id, number: place + 1, step, title: step.id, detail: '' },
    })),
    places: new Map([START_ID, ...WAITS].map((id, row) => [id, { x: 0, y: row * 1_000 }])),
    selection: [START_ID],
    area: { left: 0, top: 1_900, right: 400, bottom: 3_100 },
    problems: new Map(),
    figures: new Map(),
    ...change,
  };
}

test('what is in view is drawn, and what is chosen wherever it is', () => {
  const { nodes, edges } = createCanvasElements()(input());
  const seen = nodes.filter(({ hidden }) => hidden !== true).map(({ id }) => id);
  expect(seen).toEqual([START_ID, 'b', 'c']);
  // Lines to and from them have their other ends, which are not seen.
  expect(edges.map(({ id }) => id)).toEqual(['a:next', 'b:next', 'c:next']);
  expect(nodes.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual(['a', 'd']);
});

test('before the canvas has a size its first steps are drawn, to begin there', () => {
  const { nodes } = createCanvasElements()(input({ area: null }));
  expect(nodes.map(({ id }) => id)).toEqual([START_ID, 'a', 'b', 'c', 'd']);
});

test('what did not change is the same object', () => {
  const draw = createCanvasElements();
  const same = input();
  const before = draw(same);
  const after = draw({ ...same, selection: ['b'] });
  const of = (nodes: typeof before.nodes, id: string) => nodes.find((node) => node.id === id);
  expect(of(after.nodes, 'c')).toBe(of(before.nodes, 'c'));
  expect(of(after.nodes, 'b')).not.toBe(of(before.nodes, 'b'));
  expect(after.edges[1]).toBe(before.edges[1]);
});
