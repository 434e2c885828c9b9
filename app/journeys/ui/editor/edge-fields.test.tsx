import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { addStep } from '#app/journeys/editor/edit-steps.ts';
import { START_EDGE } from '#app/journeys/editor/step-edge-ref.ts';
import { createEditorStore } from '#app/journeys/ui/editor-store.ts';
import { drawRoutes } from '#tests/setup/draw-part.tsx';
import { EdgeFields } from './edge-fields.tsx';
import { EditorProvider, useEditor, type EditorParts } from './editor-context.tsx';

/** A journey of so many waits, one after the other. */
function waits(count: number) {
  const ids = Array.from({ length: count }, (_, index) => `s${String(index)}`);
  return ids.reduceRight(
    (content, id) => addStep(content, 'wait', id, START_EDGE),
    blankJourney('Drawn'),
  );
}

/** Where the tenth step leads. */
function AfterTenth() {
  const step = useEditor(({ content }) => content.steps.find(({ id }) => id === 's9'));
  return step ? <EdgeFields step={step} /> : null;
}

function options(): (string | null)[] {
  return screen.getAllByRole('option').map(({ textContent }) => textContent);
}

test('a step that is added is chosen at once, and comes to its place in the list without moving the others', async () => {
  const store = createEditorStore(waits(40));
  const parts: EditorParts = {
    store,
    names: new Map(),
    forms: {
      choices: { journey: [], email: [], banner: [], offer: [] },
      staff: [],
      predicateFields: () => null,
    },
    triggers: { segments: [], currency: 'GBP', pickField: () => null },
    segments: [],
    figures: null,
  };
  const element = (
    <EditorProvider value={parts}>
      <AfterTenth />
    </EditorProvider>
  );
  drawRoutes([{ path: '/', element }]);
  const field = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Next step' });
  const records: MutationRecord[] = [];
  const watch = new MutationObserver((more) => records.push(...more));
  watch.observe(field, { childList: true });
  const at = { from: 's9', key: 'next' };
  act(() => store.getState().edit((content) => addStep(content, 'email', 'new', at)));
  expect(field.value).toBe('new');
  await waitFor(() => expect(options().at(1)).toMatch(/^1\. /));
  await waitFor(() => expect(options().at(10)).toMatch(/^11\. Send/));
  records.push(...watch.takeRecords());
  watch.disconnect();
  expect(field.value).toBe('new');
  expect(records.flatMap(({ addedNodes }) => [...addedNodes]).length).toBeLessThan(5);
});
