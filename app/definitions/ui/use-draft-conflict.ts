import { useRevalidator } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useState } from 'react';
import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import type { DraftSaver } from './draft-saver.ts';
import type { DraftStore } from './draft-store.ts';
import { sendCopy, type DraftPlace } from './send-draft.ts';

/** What is chosen between, and the choices. */
export type DraftConflictState<Content> = {
  /** What another member of staff saved or published meanwhile; null when none did. */
  theirs: StoredDraft<Content> | null;
  isBusy: boolean;
  takeTheirs: () => void;
  takeMine: () => void;
  /** Saves mine as a definition of its own, and goes on with theirs. */
  saveCopy: () => void;
};

/**
 * What another member of staff made of the definition meanwhile, and how drawing goes on.
 * @param read as the page was opened with, or read again; `published` is the live version, when the draft was begun from an
 *   earlier one
 * @param isInConflict whether the last save was refused because of it
 */
export function useDraftConflict<Content extends { name: string }>(
  store: DraftStore<Content>,
  place: DraftPlace,
  read: { stored: StoredDraft<Content>; published: StoredDraft<Content> | null },
  saver: DraftSaver<Content>,
  isInConflict: boolean,
): DraftConflictState<Content> {
  const { stored, published } = read;
  const { revalidate } = useRevalidator();
  const bridge = useAppBridge();
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    if (isInConflict) revalidate();
  }, [isInConflict, revalidate]);
  const { revision, base } = saver.saved();
  // Until theirs is read there is nothing to choose from.
  const isRead = stored.revision !== revision || stored.base !== base;
  const theirs = isInConflict ? (isRead ? stored : null) : published;

  async function save(): Promise<void> {
    setIsBusy(true);
    await saver.flush();
    setIsBusy(false);
    revalidate();
  }
  function takeTheirs(): void {
    if (!theirs) return;
    if (isInConflict) saver.goOnFrom(theirs);
    store.getState().edit(() => theirs.content, { say: 'Showing theirs. Undo shows yours' });
    void save();
  }
  function takeMine(): void {
    if (!theirs) return;
    if (isInConflict) saver.goOnFrom(theirs);
    // The same again, saved on the version that is live now.
    else store.getState().edit((content) => ({ ...content }));
    void save();
  }
  async function saveCopy(): Promise<void> {
    setIsBusy(true);
    const { content } = store.getState();
    const copy = { ...content, name: `${content.name.slice(0, 100)} (copy)` };
    const outcome = await sendCopy(place, copy).catch(() => null);
    setIsBusy(false);
    if (outcome?.outcome !== 'created') {
      bridge.toast.show('The copy could not be saved. Try again', { isError: true });
      return;
    }
    bridge.toast.show(`Saved yours as “${outcome.name}”`);
    takeTheirs();
  }
  return { theirs, isBusy, takeTheirs, takeMine, saveCopy: () => void saveCopy() };
}
