import type { DraftOutcome } from '#app/definitions/definition-outcome.ts';

/** A draft that the server has, by its revision and the live version that it goes by. */
export type SavedDraft<Content> = { content: Content; revision: number; base: number | null };

/** How far what is drawn is saved. */
export type SavingState =
  | { state: 'saved' | 'waiting' | 'saving' | 'conflict' }
  /** It is tried again. */
  | { state: 'failed'; message: string };

/** Saves the draft of an editor. */
export type DraftSaver<Content> = {
  /** Takes what is drawn now, and saves it when drawing pauses. */
  drawn: (content: Content) => void;
  /** Saves what is not saved yet at once. @returns what the server has then; null when it could not be saved */
  flush: () => Promise<SavedDraft<Content> | null>;
  /** Goes on from another draft of the server; what is drawn now is saved over it when it says something else. */
  goOnFrom: (saved: SavedDraft<Content>) => void;
  /** What the server is known to have. */
  saved: () => SavedDraft<Content>;
  /** Whether something is not saved. */
  isBehind: () => boolean;
  /** Saves nothing more. */
  stop: () => void;
};

/** Drawing pauses so long before it is saved, in milliseconds. */
export const PAUSE_MS = 2_000;
/** A save that failed is tried again after so long. */
const RETRY_MS = 10_000;

const OFFLINE = 'No connection. It is tried again by itself.';

/**
 * Saves a draft while it is drawn, one request at a time. After a conflict it waits until `goOnFrom` says what to go on
 * from: nothing of another member of staff is overwritten that was not seen.
 * @param start what the page was opened with
 * @param send saves a draft; it throws when no answer came
 * @param onState called with how far it is, whenever that changes
 * @param words what the merchant calls several of the kind
 */
export function createDraftSaver<Content>(
  start: SavedDraft<Content>,
  send: (draft: SavedDraft<Content>) => Promise<DraftOutcome>,
  onState: (state: SavingState) => void,
  words = 'of these',
): DraftSaver<Content> {
  let saved = start;
  let latest = start.content;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underway: Promise<void> | null = null;
  let isInConflict = false;
  let isStopped = false;
  const isBehind = () => latest !== saved.content;

  function saveIn(ms: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void save(), ms);
  }

  async function save(): Promise<void> {
    clearTimeout(timer);
    if (underway) return await underway;
    if (isInConflict || !isBehind()) return;
    underway = sendLatest();
    await underway;
  }

  async function sendLatest(): Promise<void> {
    const sent = { ...saved, content: latest };
    onState({ state: 'saving' });
    const outcome = await send(sent).catch(() => null);
    underway = null;
    if (outcome?.outcome === 'saved') {
      saved = { ...sent, revision: outcome.revision };
      if (isBehind()) saveIn(PAUSE_MS);
      onState({ state: isBehind() ? 'waiting' : 'saved' });
    } else if (outcome?.outcome === 'conflict') {
      isInConflict = true;
      onState({ state: 'conflict' });
    } else {
      saveIn(RETRY_MS);
      onState({ state: 'failed', message: outcome ? failureWords(outcome, words) : OFFLINE });
    }
  }

  return {
    drawn(content) {
      if (content === latest) return;
      latest = content;
      if (isInConflict) return;
      if (isBehind()) saveIn(PAUSE_MS);
      else clearTimeout(timer);
      if (!underway) onState({ state: isBehind() ? 'waiting' : 'saved' });
    },
    async flush() {
      await save();
      // What was drawn while the answer was on its way.
      if (isBehind()) await save();
      return isBehind() || isInConflict ? null : saved;
    },
    goOnFrom(next) {
      saved = next;
      isInConflict = false;
      if (isBehind()) saveIn(PAUSE_MS);
      onState({ state: isBehind() ? 'waiting' : 'saved' });
    },
    saved: () => saved,
    isBehind,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function failureWords(
  outcome: Exclude<DraftOutcome, { outcome: 'saved' | 'conflict' }>,
  words: string,
): string {
  switch (outcome.outcome) {
    case 'too_many':
      return `The shop has ${String(outcome.most)} ${words}. Delete a draft first.`;
    case 'unreadable':
      return outcome.message;
  }
}
