import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { addStep } from '#app/journeys/editor/edit-steps.ts';
import { START_EDGE } from '#app/journeys/editor/step-edge-ref.ts';
import { createEditorStore } from '#app/journeys/ui/editor-store.ts';
import { drawRoutes, setWindowWidth, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { EditorProvider, type EditorParts } from './editor-context.tsx';
import { JourneyEditor } from './journey-editor.tsx';

let drawn: ReturnType<typeof drawRoutes> | undefined;
let bridge = standInAppBridge();

/** The editor of a journey, as on a phone. */
function draw(content: JourneyContent, figures: EditorParts['figures'] = null) {
  setWindowWidth('phone');
  bridge = standInAppBridge();
  const store = createEditorStore(content);
  const choices = {
    journey: [],
    email: [{ key: 'thanks', name: 'Thanks' }],
    banner: [{ key: 'hello', name: 'Hello' }],
    offer: [],
  };
  const parts = {
    store,
    names: new Map([
      ['email' as const, new Map([['thanks', { name: 'Thanks', isArchived: false }]])],
    ]),
    forms: { choices, staff: [], predicateFields: () => null },
    triggers: { segments: [], currency: 'GBP', pickField: () => null },
    segments: [],
    figures,
  };
  const element = (
    <EditorProvider value={parts}>
      <JourneyEditor isWide={false} />
    </EditorProvider>
  );
  drawn = drawRoutes([{ path: '/', element }]);
  return store;
}

async function press(name: string | RegExp): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name }));
}

function rows(): (string | null)[] {
  const list = within(screen.getByRole('list', { name: 'Steps' }));
  return list.getAllByRole('listitem').map((row) => row.textContent);
}

async function add(after: string | RegExp, kind: string | RegExp): Promise<void> {
  await press(after);
  const item = await screen.findByRole('menuitem', { name: kind });
  const said = screen.getByRole('status').firstChild;
  await userEvent.click(item);
  // Added with the next frame, and said.
  await waitFor(() => expect(screen.getByRole('status').firstChild).not.toBe(said));
}

test('a journey is drawn in the list from empty, and undone and done again', async () => {
  const store = draw(blankJourney('Drawn'));
  await add('Add step after the start', 'Wait');
  await add(/^Add step after step 1/, 'Send email');
  await add(/^Add step after step 2/, 'End');
  expect(store.getState().content.steps.map(({ kind }) => kind)).toEqual(['wait', 'email', 'exit']);
  expect(rows()).toEqual([
    expect.stringContaining('Wait 1 day'),
    expect.stringContaining('Send'),
    expect.stringContaining('End'),
  ]);
  await press('Undo');
  expect(rows()).toHaveLength(2);
  await press('Redo');
  expect(rows()).toHaveLength(3);
});

test('what was not done is shown as well', () => {
  const store = draw(blankJourney('Drawn'));
  act(() => store.getState().announce('Not added', true));
  expect(bridge.toast.show).toHaveBeenLastCalledWith('Not added', { isError: true });
});

test('a step of the list is moved, duplicated and deleted, each said to screen readers', async () => {
  const ended = addStep(blankJourney('Drawn'), 'exit', 'end', START_EDGE);
  draw(addStep(addStep(ended, 'email', 'mail', START_EDGE), 'wait', 'wait', START_EDGE));
  await press(/^Move step 1, .* down$/);
  expect(rows()[0]).toContain('Send');
  expect(screen.getByRole('status').textContent).toBe('Moved down');
  await press(/^Duplicate step 2/);
  expect(rows()).toHaveLength(4);
  expect(screen.getByRole('status').textContent).toBe('Pasted 1 step');
  await press(/^Delete step 1/);
  expect(rows()).toHaveLength(3);
  expect(rows()[0]).toContain('Wait 1 day');
});

test('a step is opened, set and connected in its panel, and the list says where it leads', async () => {
  const ended = addStep(blankJourney('Drawn'), 'exit', 'end', START_EDGE);
  const store = draw(addStep(ended, 'email', 'mail', START_EDGE));
  await press(/^Send/);
  await userEvent.selectOptions(screen.getByLabelText('Email'), 'Thanks');
  expect(store.getState().content.steps[0]).toMatchObject({ template: 'thanks' });
  await userEvent.selectOptions(screen.getByLabelText('Next step'), 'Not connected');
  expect(screen.getByText('Choose the step that comes next.')).toBeTruthy();
  await press('Show all steps');
  expect(rows()[0]).toContain('Then: not connected');
});

test('a step is found by its words', async () => {
  const ended = addStep(blankJourney('Drawn'), 'exit', 'end', START_EDGE);
  const store = draw(addStep(ended, 'wait', 'wait', START_EDGE));
  await userEvent.type(screen.getByLabelText('Search steps'), 'end{Enter}');
  expect(store.getState().selection).toEqual(['end']);
});

test('how important the messages of a journey are is chosen, and as usual again', async () => {
  const store = draw(blankJourney('Drawn'));
  await press('Start');
  const field = screen.getByLabelText('Priority of its messages');
  await userEvent.selectOptions(field, '5 (first)');
  expect(store.getState().content.priority).toBe(5);
  await userEvent.selectOptions(field, 'As usual');
  expect(store.getState().content.priority).toBeUndefined();
});

test('a pattern adds its steps at once, and one undo takes them back', async () => {
  const ended = addStep(blankJourney('Drawn'), 'exit', 'end', START_EDGE);
  const store = draw(addStep(ended, 'email', 'mail', START_EDGE));
  await add(/^Add step after step 1/, /^Escalate if ignored: banner No click/);
  const { steps } = store.getState().content;
  expect(steps.map(({ kind }) => kind)).toEqual([
    'email',
    'wait_for',
    'wait_for',
    'banner',
    'exit',
  ]);
  expect(steps[1]).toMatchObject({ next: steps[2]?.id, timeout: 'end' });
  expect(steps[2]).toMatchObject({ next: 'end', timeout: steps[3]?.id });
  expect(screen.getByRole('status').textContent).toBe('Added: Escalate if ignored: banner');
  await press('Undo');
  expect(rows()).toHaveLength(2);
});

test('what the live version did stands with its steps, and a step that is new has no figures', async () => {
  const ended = addStep(blankJourney('Drawn'), 'exit', 'end', START_EDGE);
  const lines = new Map([
    ['start', ['7 entered']],
    ['end', ['4 ended here', 'Ordered: 3']],
  ]);
  draw(addStep(ended, 'wait', 'new', START_EDGE), { days: 30, lines });
  expect(rows()[0]).not.toContain('ended here');
  expect(rows()[1]).toContain('4 ended here · Ordered: 3');
  await userEvent.selectOptions(
    screen.getByLabelText('Period of the figures'),
    'Figures of the last 7 days',
  );
  expect(drawn?.router.state.location.search).toBe('?days=7');
  await press(/^End/);
  expect(screen.getByText('Live version, last 30 days')).toBeTruthy();
  expect(screen.getByText('Ordered: 3')).toBeTruthy();
});
