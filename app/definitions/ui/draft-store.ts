import { temporal, type TemporalState } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';

/** What of an edit is not in the content. */
export type EditNote = {
  /** Said to screen readers. */
  say?: string;
  /** What is chosen after it. */
  select?: readonly string[];
  /** Edits with the same text that follow each other soon are undone together: letters of one field. */
  field?: string;
};

/** What an editor of a definition shows and does. What can be chosen in a content has ids: the steps of a journey. */
export type DraftState<Content> = {
  content: Content;
  /** The ids of what is chosen. */
  selection: readonly string[];
  /** What was chosen before the last edit that chose something else. */
  chosenBefore: readonly string[];
  /** Why the content cannot be published, as it was found last. */
  problems: readonly DefinitionProblem[];
  /** What was looked for last, to be brought into view; another number looks for it again. */
  shown: { id: string; number: number };
  /** How often the panel was opened, to move the focus into it. */
  opened: number;
  /** What was done last, for screen readers; the number tells two equal texts apart. */
  announcement: { text: string; number: number; isProblem: boolean };
  /** Changes the content; an edit that gives the same content changes nothing. */
  edit: (change: (content: Content) => Content, note?: EditNote) => void;
  select: (ids: readonly string[]) => void;
  /** Chooses something, brings it into view and moves the focus there. */
  show: (id: string) => void;
  /** Chooses something and moves the focus to its settings. */
  open: (id: string) => void;
  /** @param isProblem whether it is shown as well, because something was not done */
  announce: (text: string, isProblem?: boolean) => void;
};

type Remembered<Content> = { content: Content };

/** A draft on one page, with undo and redo. */
export type DraftStore<Content> = StoreApi<DraftState<Content>> & {
  temporal: StoreApi<TemporalState<Remembered<Content>>>;
};

/** How a draft is opened. */
export type DraftStoreOptions = {
  /** The id of what is chosen at first. */
  first: string;
  /** Of the steady clock, milliseconds. */
  now?: () => number;
};

/** Edits that can be undone; users hardly go back further. */
const REMEMBERED = 200;
/** Letters typed within so many milliseconds are one edit. */
const TYPING_MS = 1_000;

/** What is drawn on one page, with undo and redo. */
export function createDraftStore<Content>(
  content: Content,
  { first, now = () => performance.now() }: DraftStoreOptions,
): DraftStore<Content> {
  let last = { field: '', at: 0, content };
  const store: DraftStore<Content> = createStore<DraftState<Content>>()(
    temporal(
      (set, get) => ({
        content,
        selection: [first],
        chosenBefore: [first],
        problems: [],
        shown: { id: first, number: 0 },
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
        announce(text, isProblem = false) {
          const { number } = get().announcement;
          set({ announcement: { text, number: number + 1, isProblem } });
        },
      }),
      {
        partialize: ({ content: drawn }): Remembered<Content> => ({ content: drawn }),
        equality: (past, current) => past.content === current.content,
        limit: REMEMBERED,
      },
    ),
  );
  return store;
}

/**
 * Takes the last edit back, or does it again.
 * @param idsOf the ids of all that can be chosen in a content
 */
export function stepThroughEdits<Content>(
  store: DraftStore<Content>,
  direction: 'undo' | 'redo',
  idsOf: (content: Content) => Iterable<string>,
): void {
  const { pastStates, futureStates, undo, redo } = store.temporal.getState();
  if ((direction === 'undo' ? pastStates : futureStates).length === 0) return;
  if (direction === 'undo') undo();
  else redo();
  const { content, selection, chosenBefore, select, announce } = store.getState();
  const known = new Set(idsOf(content));
  const left = selection.filter((id) => known.has(id));
  // Of what was added nothing is left: what it was added to is chosen again.
  select(left.length > 0 ? left : chosenBefore.filter((id) => known.has(id)));
  announce(direction === 'undo' ? 'Undone' : 'Done again');
}
