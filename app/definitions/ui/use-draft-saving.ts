import { useEffect, useState } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { z } from 'zod';
import { DEFINITION_LABELS } from '#app/definitions/definition-kind.ts';
import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { createDraftSaver, type DraftSaver, type SavingState } from './draft-saver.ts';
import type { DraftStore } from './draft-store.ts';
import { sendDraft, type DraftPlace } from './send-draft.ts';
import { forgetUnsaved, storeUnsaved, takeUnsaved } from './unsaved-draft.ts';

/** How far it is saved changes with every pause; what shows it looks there by itself, so that the page stays as it is. */
export type DraftSaving<Content> = { saver: DraftSaver<Content>; saving: StoreApi<SavingState> };

/**
 * Saves what is drawn while it is drawn, and what is left when the page is left.
 * @param place that of the first render counts: another definition is another page
 * @param stored as the page was opened with, or read again
 * @param memoryKey under which this browser stores what could not be saved; as with `place`, the first counts
 * @param schema of the content, as before
 */
export function useDraftSaving<Content>(
  store: DraftStore<Content>,
  place: DraftPlace,
  stored: StoredDraft<Content>,
  memoryKey: string,
  schema: z.ZodType<Content>,
): DraftSaving<Content> {
  // Other objects that say the same must not end the saver.
  const [opened] = useState({ place, schema, memory: { kind: place.kind, memoryKey } });
  const [saving] = useState(() => createStore<SavingState>(() => ({ state: 'saved' })));
  const [saver] = useState(() =>
    createDraftSaver(
      { content: store.getState().content, revision: stored.revision, base: stored.base },
      (draft) => sendDraft(opened.place, draft),
      (state) => saving.setState(state, true),
      `${DEFINITION_LABELS[place.kind].toLowerCase()}s`,
    ),
  );
  useEffect(() => {
    const { memory } = opened;
    const unsaved = takeUnsaved(memory, opened.schema, saver.saved());
    const stopWatching = store.subscribe(({ content }) => saver.drawn(content));
    if (unsaved) {
      // Where another member of staff saved since, saving it shows theirs beside it.
      saver.goOnFrom({ ...unsaved, content: saver.saved().content });
      store.getState().edit(() => unsaved.content, { say: 'Unsaved changes are back' });
    }
    const drawn = () => ({ ...saver.saved(), content: store.getState().content });
    const leave = () => {
      if (!saver.isBehind()) return;
      storeUnsaved(memory, drawn());
      sendDraft(opened.place, drawn(), true).catch(() => undefined);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      stopWatching();
      if (saver.isBehind()) {
        storeUnsaved(memory, drawn());
        void saver.flush().then((saved) => {
          if (saved) forgetUnsaved(memory);
        });
      }
      saver.stop();
    };
  }, [store, saver, opened]);
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
