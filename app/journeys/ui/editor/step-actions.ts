import { MOST_STEPS } from '#app/journeys/definition.ts';
import { copySteps, pasteSteps } from '#app/journeys/editor/copy-steps.ts';
import { deleteSteps } from '#app/journeys/editor/delete-steps.ts';
import { addStep, connectEdge, moveStep } from '#app/journeys/editor/edit-steps.ts';
import { newStepId } from '#app/journeys/editor/new-step-id.ts';
import type { EdgeRef } from '#app/journeys/editor/step-edge-ref.ts';
import { edgeForAdding, edgeForMove } from '#app/journeys/editor/step-order.ts';
import { stepPatterns, type StepPatternName } from '#app/journeys/patterns/registry.ts';
import { formatCount, type Countable } from '#app/lib/format/count.ts';
import { stepKindWords, type StepKind } from '#app/journeys/steps/registry.ts';
import { START_ID, type EditorStore } from '#app/journeys/ui/editor-store.ts';

export const STEPS: Countable = { one: 'step', many: 'steps' };

/** The step that is worked on, null for the start; undefined when none or several are chosen. */
export function currentStep(selection: readonly string[]): string | null | undefined {
  const [only, ...others] = selection;
  if (only === undefined || others.length > 0) return undefined;
  return only === START_ID ? null : only;
}

/** Adds a step of a kind on an edge, or connected to nothing, and chooses it. @returns its id; empty when the journey is full */
export function addStepAt(store: EditorStore, kind: StepKind, at: EdgeRef | null): string {
  const { content, edit } = store.getState();
  const id = idSource(store)(kind);
  const { label } = stepKindWords(kind);
  const added = addStep(content, kind, id, at);
  if (added === content) return refuseSteps(store, 'added');
  edit(() => added, { say: `Added: ${label}`, select: [id] });
  return id;
}

/** Says that a journey can take no more steps. */
function refuseSteps(store: EditorStore, what: 'added' | 'pasted'): '' {
  const most = formatCount(MOST_STEPS, STEPS);
  store.getState().announce(`Not ${what}: a journey has at most ${most}`, true);
  return '';
}

/** Adds the steps of a pattern on an edge, or connected to nothing, and chooses them. @returns the id of the first */
export function addPatternAt(
  store: EditorStore,
  name: StepPatternName,
  at: EdgeRef | null,
): string {
  const { content, edit } = store.getState();
  const { label, steps } = stepPatterns[name];
  const { content: added, ids } = pasteSteps(content, steps, idSource(store), at);
  const [first = ''] = ids;
  if (first === '') return refuseSteps(store, 'added');
  edit(() => added, { say: `Added: ${label}`, select: [first] });
  return first;
}

/** Takes out what is chosen. */
export function deleteSelection(store: EditorStore): void {
  const { content, selection, edit } = store.getState();
  const ids = new Set(selection);
  const count = content.steps.filter(({ id }) => ids.has(id)).length;
  edit((drawn) => deleteSteps(drawn, ids), {
    say: `Deleted ${formatCount(count, STEPS)}. Undo brings it back`,
    select: [START_ID],
  });
}

/** Copies what is chosen, to paste it. */
export function copySelection(store: EditorStore): void {
  const { content, selection, announce } = store.getState();
  const steps = copySteps(content, new Set(selection));
  if (steps.length === 0) return;
  store.copied.setState({ steps });
  announce(`Copied ${formatCount(steps.length, STEPS)}`);
}

/** Pastes what was copied after the step that is chosen, and chooses it. */
export function pasteCopied(store: EditorStore): void {
  const { content, selection, edit } = store.getState();
  const { steps: copied } = store.copied.getState();
  const current = currentStep(selection);
  const at = current === undefined ? null : edgeForAdding(content, current);
  const { content: pasted, ids } = pasteSteps(content, copied, idSource(store), at);
  if (ids.length === 0) refuseSteps(store, 'pasted');
  else edit(() => pasted, { say: `Pasted ${formatCount(ids.length, STEPS)}`, select: ids });
}

/** Moves a step one place, as the list shows them. */
export function moveStepBy(store: EditorStore, id: string, by: 'earlier' | 'later'): void {
  store.getState().edit(
    (content) => {
      const edge = edgeForMove(content, id, by);
      return edge ? moveStep(content, id, edge) : content;
    },
    { say: by === 'earlier' ? 'Moved up' : 'Moved down', select: [id] },
  );
}

/** Lets an edge lead to a step; empty disconnects it. */
export function connectSteps(store: EditorStore, edge: EdgeRef, to: string): void {
  const say = to === '' ? 'Disconnected' : 'Connected';
  store.getState().edit((content) => connectEdge(content, edge, to), { say });
}

/** Gives ids that no step of the journey has had on this page. */
function idSource(store: EditorStore): (kind: StepKind) => string {
  const taken = new Set(store.getState().content.steps.map(({ id }) => id));
  return (kind) => {
    const id = newStepId(kind, (one) => taken.has(one), randomText);
    taken.add(id);
    return id;
  };
}

function randomText(): string {
  return Math.random().toString(36).slice(2, 10).padEnd(8, '0');
}
