import { expect, test } from 'vitest';
import { MOST_STEPS } from '#app/journeys/definition.ts';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { START_EDGE } from '#app/journeys/editor/step-edge-ref.ts';
import { blankStep } from '#app/journeys/steps/registry.ts';
import { createEditorStore } from '#app/journeys/ui/editor-store.ts';
import { addPatternAt, addStepAt, copySelection, pasteCopied } from './step-actions.ts';

function storeOf(steps: number) {
  const ends = Array.from({ length: steps }, (_, place) =>
    blankStep('exit', `s${String(place)}`, ''),
  );
  return createEditorStore({ ...blankJourney('Drawn'), first: 's0', steps: ends });
}

test('a journey takes as many steps as it may, and says that it takes no more', () => {
  const store = storeOf(MOST_STEPS - 1);
  expect(addStepAt(store, 'wait', START_EDGE)).not.toBe('');
  const { content } = store.getState();
  expect(content.steps).toHaveLength(MOST_STEPS);
  const refused = (text: string) => {
    expect(store.getState().content).toBe(content);
    expect(store.getState().announcement).toMatchObject({ text, isProblem: true });
  };
  expect(addStepAt(store, 'wait', START_EDGE)).toBe('');
  refused('Not added: a journey has at most 500 steps');
  expect(addPatternAt(store, 'escalate_to_banner', START_EDGE)).toBe('');
  refused('Not added: a journey has at most 500 steps');
  copySelection(store);
  pasteCopied(store);
  refused('Not pasted: a journey has at most 500 steps');
});
