import { expect, test } from 'vitest';
import { stepThroughEdits } from '#app/definitions/ui/draft-store.ts';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { addStep } from '#app/journeys/editor/edit-steps.ts';
import { START_EDGE } from '#app/journeys/editor/step-edge-ref.ts';
import { addStepAt, copySelection } from './editor/step-actions.ts';
import { choosableIds, createEditorStore, START_ID } from './editor-store.ts';

test('when an added step is taken back the start is chosen again', () => {
  const store = createEditorStore(blankJourney('Drawn'));
  store.getState().edit((content) => addStep(content, 'wait', 'rest', START_EDGE), {
    select: ['rest'],
  });
  stepThroughEdits(store, 'undo', choosableIds);
  expect(store.getState()).toMatchObject({
    content: blankJourney('Drawn'),
    selection: [START_ID],
  });
  stepThroughEdits(store, 'redo', choosableIds);
  expect(store.getState().content.first).toBe('rest');
});

test('copying is no step of the history', () => {
  const store = createEditorStore(blankJourney('Drawn'));
  addStepAt(store, 'wait', START_EDGE);
  copySelection(store);
  expect(store.copied.getState().steps).toHaveLength(1);
  expect(store.temporal.getState().pastStates).toHaveLength(1);
});
