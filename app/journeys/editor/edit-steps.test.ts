import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  JourneyContentSchema,
  type JourneyContent,
} from '#app/journeys/definitions/journey-content.ts';
import { STEP_KINDS } from '#app/journeys/steps/registry.ts';
import { blankJourney } from './blank-journey.ts';
import { copySteps, pasteSteps } from './copy-steps.ts';
import { deleteSteps } from './delete-steps.ts';
import { addStep, changeStep, connectEdge, moveStep } from './edit-steps.ts';
import { newStepId } from './new-step-id.ts';
import { edgeRefsOf, START_EDGE, type EdgeRef } from './step-edge-ref.ts';
import { withoutPlaces, withPlaces } from './step-layout.ts';
import { edgeForAdding, edgeForMove, orderedSteps, stepBeside } from './step-order.ts';

/** An edit by numbers, which are taken for steps and edges of the journey as it is then. */
type Move = { edit: string; kind: number; one: number; other: number };

const moveArb: fc.Arbitrary<Move> = fc.record({
  edit: fc.constantFrom('add', 'loose', 'connect', 'move', 'delete', 'paste', 'place', 'restart'),
  kind: fc.nat(STEP_KINDS.length - 1),
  one: fc.nat(),
  other: fc.nat(),
});

function idSource() {
  let count = 0;
  return (content: JourneyContent) => (kind: (typeof STEP_KINDS)[number]) =>
    newStepId(
      kind,
      (id) => content.steps.some((step) => step.id === id),
      () => String(count++),
    );
}

function applied(content: JourneyContent, move: Move, ids: ReturnType<typeof idSource>) {
  const { steps } = content;
  const kind = STEP_KINDS[move.kind] ?? 'wait';
  const id = steps[move.one % Math.max(steps.length, 1)]?.id ?? '';
  const to = ['', ...steps.map((step) => step.id)][move.other % (steps.length + 1)] ?? '';
  const edges = edgeRefsOf(content);
  const edge = edges[move.other % edges.length] ?? START_EDGE;
  switch (move.edit) {
    case 'add':
      return addStep(content, kind, ids(content)(kind), edge);
    case 'loose':
      return addStep(content, kind, ids(content)(kind), null);
    case 'connect':
      return connectEdge(content, edges[move.one % edges.length] ?? START_EDGE, to);
    case 'move':
      return moveStep(content, id, edge);
    case 'delete':
      return deleteSteps(content, new Set([id, to]));
    case 'paste': {
      const copied = copySteps(content, new Set([id, to]));
      return pasteSteps(content, copied, ids(content), move.other % 2 === 0 ? edge : null).content;
    }
    case 'place':
      return withPlaces(content, { [id]: { x: move.one / 7, y: -move.other } });
    default:
      return {
        ...content,
        restartsWhileWaitingAt: id === '' ? null : id,
        renewsAt: [id].filter(Boolean),
      };
  }
}

function isWhole(content: JourneyContent): void {
  const ids = content.steps.map(({ id }) => id);
  const known = new Set(ids);
  expect(known.size).toBe(ids.length);
  for (const { to } of edgeRefsOf(content)) expect(to === '' || known.has(to)).toBe(true);
  const { restartsWhileWaitingAt: restarts, renewsAt = [], layout = {} } = content;
  for (const id of [...renewsAt, ...Object.keys(layout), ...(restarts === null ? [] : [restarts])])
    expect(known).toContain(id);
  expect(JourneyContentSchema.parse(content)).toEqual(content);
  expect(
    orderedSteps(content)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids.sort());
}

test('whatever is drawn, ids are unique, every edge leads to a step or nowhere, and it can be saved', () => {
  fc.assert(
    fc.property(fc.array(moveArb, { maxLength: 30 }), (moves) => {
      const ids = idSource();
      let content = blankJourney('Drawn');
      for (const move of moves) {
        content = applied(content, move, ids);
        isWhole(content);
      }
    }),
  );
});

/** Start, wait, then an email, then the end. */
function drawn(): JourneyContent {
  let content = blankJourney('Drawn');
  content = addStep(content, 'exit', 'end', START_EDGE);
  content = addStep(content, 'email', 'mail', START_EDGE);
  return addStep(content, 'wait', 'wait', START_EDGE);
}

function pathOf(content: JourneyContent): string[] {
  return orderedSteps(content).map(({ id }) => id);
}

const AFTER_WAIT: EdgeRef = { from: 'wait', key: 'next' };

test('a step that is added on an edge leads on to where the edge led', () => {
  expect(pathOf(drawn())).toEqual(['wait', 'mail', 'end']);
  const branched = addStep(drawn(), 'branch', 'ask', AFTER_WAIT);
  expect(edgeRefsOf(branched)).toContainEqual({ from: 'ask', key: 'yes', to: 'mail' });
  expect(edgeRefsOf(branched)).toContainEqual({ from: 'ask', key: 'no', to: 'mail' });
});

test('what led to a deleted step leads on to where it led, also when several are deleted in a row', () => {
  const without = deleteSteps(drawn(), new Set(['wait', 'mail']));
  expect(without.first).toBe('end');
  expect(pathOf(without)).toEqual(['end']);
  const nothing = deleteSteps(without, new Set(['end']));
  expect(nothing).toEqual(blankJourney('Drawn'));
});

test('a step is moved down and up again along the path', () => {
  const edge = edgeForMove(drawn(), 'wait', 'later');
  const moved = moveStep(drawn(), 'wait', edge ?? START_EDGE);
  expect(pathOf(moved)).toEqual(['mail', 'wait', 'end']);
  const back = moveStep(moved, 'wait', edgeForMove(moved, 'wait', 'earlier') ?? START_EDGE);
  expect(pathOf(back)).toEqual(['wait', 'mail', 'end']);
  expect(edgeForMove(back, 'wait', 'earlier')).toBeNull();
});

test('pasted steps have ids of their own, and lead on to where the edge led that they are pasted on', () => {
  const content = drawn();
  const copied = copySteps(content, new Set(['wait', 'mail']));
  const { content: pasted, ids } = pasteSteps(content, copied, (kind) => `${kind}-2`, {
    from: 'mail',
    key: 'next',
  });
  expect(ids).toEqual(['wait-2', 'email-2']);
  expect(pathOf(pasted)).toEqual(['wait', 'mail', 'wait-2', 'email-2', 'end']);
});

test('a step that its kind cannot read is not taken, and a changed one keeps no edge to a deleted step', () => {
  const content = drawn();
  expect(changeStep(content, { id: 'wait', kind: 'wait', ms: -1, next: 'mail' })).toBe(content);
  const changed = changeStep(content, { id: 'wait', kind: 'wait', ms: 5, next: 'gone' });
  expect(changed.steps.find(({ id }) => id === 'wait')).toEqual({
    id: 'wait',
    kind: 'wait',
    ms: 5,
    next: '',
  });
});

test('the keyboard follows lines and reading order, and stops at the ends', () => {
  const content = drawn();
  expect(stepBeside(content, null, 'along')).toBe('wait');
  expect(stepBeside(content, 'mail', 'back')).toBe('wait');
  expect(stepBeside(content, 'wait', 'back')).toBeNull();
  expect(stepBeside(content, null, 'previous')).toBeUndefined();
  expect(stepBeside(content, 'end', 'next')).toBeUndefined();
  expect(stepBeside(content, 'end', 'along')).toBeUndefined();
});

test('a step is added after another where that leads nowhere yet, and before an end', () => {
  const open = connectEdge(
    addStep(drawn(), 'branch', 'ask', AFTER_WAIT),
    { from: 'ask', key: 'no' },
    '',
  );
  expect(edgeForAdding(open, 'ask')).toEqual({ from: 'ask', key: 'no' });
  expect(edgeForAdding(open, 'end')).toEqual({ from: 'mail', key: 'next' });
});

test('places are whole pixels of known steps, and can be taken away', () => {
  const placed = withPlaces(drawn(), { wait: { x: 1.4, y: 2 }, gone: { x: 0, y: 0 } });
  expect(placed.layout).toEqual({ wait: { x: 1, y: 2 } });
  expect(withoutPlaces(placed)).toEqual(drawn());
});
