import { expect, test } from 'vitest';
import { createDraftStore, stepThroughEdits } from './draft-store.ts';

type Drawn = { name: string; parts: readonly string[] };

const BLANK: Drawn = { name: 'Drawn', parts: [] };

function opened() {
  let now = 0;
  const store = createDraftStore(BLANK, { first: 'start', now: () => now });
  const step = (direction: 'undo' | 'redo') =>
    stepThroughEdits(store, direction, ({ parts }) => ['start', ...parts]);
  return { store, step, pass: (ms: number) => void (now += ms) };
}

test('an edit is undone and done again, says so, and what was chosen before is chosen again', () => {
  const { store, step } = opened();
  store.getState().edit((content) => ({ ...content, parts: ['rest'] }), {
    say: 'Added: Wait',
    select: ['rest'],
  });
  expect(store.getState()).toMatchObject({
    content: { parts: ['rest'] },
    selection: ['rest'],
    announcement: { text: 'Added: Wait' },
  });
  step('undo');
  expect(store.getState()).toMatchObject({
    content: BLANK,
    selection: ['start'],
    announcement: { text: 'Undone' },
  });
  step('redo');
  expect(store.getState().content.parts).toEqual(['rest']);
});

test('letters of one field are undone together, after a pause one by one', () => {
  const { store, step, pass } = opened();
  const type = (name: string) =>
    store.getState().edit((content) => ({ ...content, name }), { field: 'name' });
  type('D');
  pass(300);
  type('Di');
  pass(1_500);
  type('Dif');
  step('undo');
  expect(store.getState().content.name).toBe('Di');
  step('undo');
  expect(store.getState().content.name).toBe('Drawn');
});

test('an edit that changes nothing and choosing are no steps of the history', () => {
  const { store, step } = opened();
  store.getState().edit((content) => content, { say: 'Nothing' });
  store.getState().select(['start']);
  store.getState().show('start');
  expect(store.temporal.getState().pastStates).toEqual([]);
  step('undo');
  expect(store.getState().announcement.text).toBe('');
});
