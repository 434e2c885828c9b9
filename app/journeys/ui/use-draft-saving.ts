import { useEffect, useState } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StoredJourney } from '#app/journeys/page/journey-editor.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { createDraftSaver, type DraftSaver, type SavingState } from './draft-saver.ts';
import type { EditorStore } from './editor-store.ts';
import { sendDraft } from './send-draft.ts';
import { forgetUnsaved, storeUnsaved, takeUnsaved } from './unsaved-draft.ts';

/** How far it is saved changes with every pause; what shows it looks there by itself, so that the page stays as it is. */
export type DraftSaving = { saver: DraftSaver; saving: StoreApi<SavingState> };

/**
 * Saves what is drawn while it is drawn, and what is left when the page is left.
 * @param stored as the page was opened with, or read again
 * @param memoryKey under which this browser stores what could not be saved
 */
export function useDraftSaving(
  store: EditorStore,
  journeyKey: string,
  stored: StoredJourney,
  memoryKey: string,
): DraftSaving {
  const [saving] = useState(() => createStore<SavingState>(() => ({ state: 'saved' })));
  const [saver] = useState(() =>
    createDraftSaver(
      { content: store.getState().content, revision: stored.revision, base: stored.base },
      (draft) => sendDraft(journeyKey, draft),
      (state) => saving.setState(state, true),
    ),
  );
  useEffect(() => {
    const unsaved = takeUnsaved(memoryKey, saver.saved());
    const stopWatching = store.subscribe(({ content }) => saver.drawn(content));
    if (unsaved) {
      // Where another member of staff saved since, saving it shows theirs beside it.
      saver.goOnFrom({ ...unsaved, content: saver.saved().content });
      store.getState().edit(() => unsaved.content, { say: 'Unsaved changes are back' });
    }
    const drawn = () => ({ ...saver.saved(), content: store.getState().content });
    const leave = () => {
      if (!saver.isBehind()) return;
      storeUnsaved(memoryKey, drawn());
      sendDraft(journeyKey, drawn(), true).catch(() => undefined);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      stopWatching();
      if (saver.isBehind()) {
        storeUnsaved(memoryKey, drawn());
        void saver.flush().then((saved) => {
          if (saved) forgetUnsaved(memoryKey);
        });
      }
      saver.stop();
    };
  }, [store, saver, journeyKey, memoryKey]);
  // A draft that was discarded, or brought back, is read by the page's loader.
  useEffect(() => {
    const { revision, base } = saver.saved();
    if (saver.isBehind() || (revision === stored.revision && base === stored.base)) return;
    const { content, edit } = store.getState();
    // What was published is what is drawn, unless another member of staff was faster.
    const isDrawn = canonicalJson(content) === canonicalJson(stored.content);
    saver.goOnFrom(isDrawn ? { ...stored, content } : stored);
    if (!isDrawn) edit(() => stored.content);
  }, [store, saver, stored]);
  return { saver, saving };
}
