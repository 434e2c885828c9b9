import { temporal, type TemporalState } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { CopiedSteps } from '#app/journeys/editor/copy-steps.ts';

/** The start of the journey, where a step could be chosen. */
export const START_ID = '$start';

/** What of an edit is not in the journey. */
export type EditNote = {
  /** Said to screen readers. */
  say?: string;
  /** What is chosen after it. */
  select?: readonly string[];
  /** Edits with the same text that follow each other soon are undone together: letters of one field. */
  field?: string;
};

export type EditorState = {
  content: JourneyContent;
  /** The ids of the steps that are chosen, or that of the start. */
  selection: readonly string[];
  /** What was chosen before the last edit that chose something else. */
  chosenBefore: readonly string[];
  copied: CopiedSteps;
  /** Why the journey cannot be published, as it was found last. */
  problems: readonly DefinitionProblem[];
  /** The step that was looked for last, to be brought into view; another number looks for it again. */
  shown: { id: string; number: number };
  /** How often the panel was opened, to move the focus into it. */
  opened: number;
  /** What was done last, for screen readers; the number tells two equal texts apart. */
  announcement: { text: string; number: number; isProblem: boolean };
  /** Changes the journey; an edit that gives the same journey changes nothing. */
  edit: (change: (content: JourneyContent) => JourneyContent, note?: EditNote) => void;
  select: (ids: readonly string[]) => void;
  /** Chooses a step, brings it into view and moves the focus there. */
  show: (id: string) => void;
  /** Chooses a step and moves the focus to its settings. */
  open: (id: string) => void;
  copy: (steps: CopiedSteps) => void;
  /** @param isProblem whether it is shown as well, because something was not done */
  announce: (text: string, isProblem?: boolean) => void;
};

type Remembered = Pick<EditorState, 'content'>;
export type EditorStore = StoreApi<EditorState> & {
  temporal: StoreApi<TemporalState<Remembered>>;
};

/** Edits that can be undone; users hardly go back further. */
const REMEMBERED = 200;
/** Letters typed within so many milliseconds are one edit. */
const TYPING_MS = 1_000;

/** What is drawn on one page, with undo and redo. @param now of the steady clock, milliseconds */
export function createEditorStore(
  content: JourneyContent,
  now: () => number = () => performance.now(),
): EditorStore {
  let last = { field: '', at: 0, content };
  const store: EditorStore = createStore<EditorState>()(
    temporal(
      (set, get) => ({
        content,
        selection: [START_ID],
        chosenBefore: [START_ID],
        copied: [],
        problems: [],
        shown: { id: START_ID, number: 0 },
        opened: 0,
        announcement: { text: '', number: 0, isProblem: false },
        edit(change, { say, select, field = '' } = {}) {
          const next = change(get().content);
          const before = get().content;
          if (next === before) return;
          const at = now();
          const isSame = field !== '' && field === last.field && before === last.content;
          const goesOn = isSame && at - last.at < TYPING_MS;
          last = { field, at, content: next };
          const { pause, resume } = store.temporal.getState();
          if (goesOn) pause();
          const chosenBefore = get().selection;
          set({ content: next, ...(select && { selection: select, chosenBefore }) });
          if (goesOn) resume();
          if (say !== undefined) get().announce(say);
        },
        select: (ids) => set({ selection: ids }),
        show: (id) => set({ selection: [id], shown: { id, number: get().shown.number + 1 } }),
        open: (id) => set({ selection: [id], opened: get().opened + 1 }),
        copy: (steps) => set({ copied: steps }),
        announce(text, isProblem = false) {
          const { number } = get().announcement;
          set({ announcement: { text, number: number + 1, isProblem } });
        },
      }),
      {
        partialize: ({ content: drawn }): Remembered => ({ content: drawn }),
        equality: (past, current) => past.content === current.content,
        limit: REMEMBERED,
      },
    ),
  );
  return store;
}

/** Takes the last edit back, or does it again. */
export function stepThroughEdits(store: EditorStore, direction: 'undo' | 'redo'): void {
  const { pastStates, futureStates, undo, redo } = store.temporal.getState();
  if ((direction === 'undo' ? pastStates : futureStates).length === 0) return;
  if (direction === 'undo') undo();
  else redo();
  const { content, selection, chosenBefore, select, announce } = store.getState();
  const known = new Set([START_ID, ...content.steps.map(({ id }) => id)]);
  const left = selection.filter((id) => known.has(id));
  // Of an added step nothing is left: what it was added to is chosen again.
  select(left.length > 0 ? left : chosenBefore.filter((id) => known.has(id)));
  announce(direction === 'undo' ? 'Undone' : 'Done again');
}
