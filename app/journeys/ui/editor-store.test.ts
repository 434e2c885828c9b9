import { expect, test } from 'vitest';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { addStep } from '#app/journeys/editor/edit-steps.ts';
import { START_EDGE } from '#app/journeys/editor/step-edge-ref.ts';
import { createEditorStore, START_ID, stepThroughEdits } from './editor-store.ts';

function opened() {
  let now = 0;
  const store = createEditorStore(blankJourney('Drawn'), () => now);
  return { store, pass: (ms: number) => void (now += ms) };
}

test('an edit is undone and done again, says so, and what was chosen before is chosen again', () => {
  const { store } = opened();
  store.getState().edit((content) => addStep(content, 'wait', 'rest', START_EDGE), {
    say: 'Added: Wait',
    select: ['rest'],
  });
  expect(store.getState()).toMatchObject({
    content: { first: 'rest' },
    selection: ['rest'],
    announcement: { text: 'Added: Wait' },
  });
  stepThroughEdits(store, 'undo');
  expect(store.getState()).toMatchObject({
    content: blankJourney('Drawn'),
    selection: [START_ID],
    announcement: { text: 'Undone' },
  });
  stepThroughEdits(store, 'redo');
  expect(store.getState().content.first).toBe('rest');
});

test('letters of one field are undone together, after a pause one by one', () => {
  const { store, pass } = opened();
  const type = (name: string) =>
    store.getState().edit((content) => ({ ...content, name }), { field: 'name' });
  type('D');
  pass(300);
  type('Di');
  pass(1_500);
  type('Dif');
  stepThroughEdits(store, 'undo');
  expect(store.getState().content.name).toBe('Di');
  stepThroughEdits(store, 'undo');
  expect(store.getState().content.name).toBe('Drawn');
});

test('an edit that changes nothing, choosing and copying are no steps of the history', () => {
  const { store } = opened();
  store.getState().edit((content) => content, { say: 'Nothing' });
  store.getState().select([START_ID]);
  store.getState().copy([]);
  store.getState().show(START_ID);
  expect(store.temporal.getState().pastStates).toEqual([]);
  stepThroughEdits(store, 'undo');
  expect(store.getState().announcement.text).toBe('');
});
