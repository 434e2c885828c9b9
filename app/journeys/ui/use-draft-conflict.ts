import { useRevalidator } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useState } from 'react';
import type { JourneyEditorData, StoredJourney } from '#app/journeys/page/journey-editor.ts';
import type { DraftSaver } from './draft-saver.ts';
import type { EditorStore } from './editor-store.ts';
import { sendCopy } from './send-draft.ts';

export type DraftConflictState = {
  /** What another member of staff saved or published meanwhile; null when none did. */
  theirs: StoredJourney | null;
  isBusy: boolean;
  takeTheirs: () => void;
  takeMine: () => void;
  /** Saves mine as a journey of its own, and goes on with theirs. */
  saveCopy: () => void;
};

/**
 * What another member of staff made of the journey meanwhile, and how drawing goes on.
 * @param isInConflict whether the last save was refused because of it
 */
export function useDraftConflict(
  store: EditorStore,
  journeyKey: string,
  { stored, published }: Pick<JourneyEditorData, 'stored' | 'published'>,
  saver: DraftSaver,
  isInConflict: boolean,
): DraftConflictState {
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
    const outcome = await sendCopy(journeyKey, copy).catch(() => null);
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
