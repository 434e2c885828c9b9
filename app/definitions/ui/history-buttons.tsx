import { Button, ButtonGroup } from '@shopify/polaris';
import { RedoIcon, UndoIcon } from '@shopify/polaris-icons';
import { useStore } from 'zustand';
import { type DraftStore, stepThroughEdits } from './draft-store.ts';

export type HistoryButtonsProps<Content> = {
  store: DraftStore<Content>;
  /** The ids of all that can be chosen in a content. */
  idsOf: (content: Content) => Iterable<string>;
};

/** Undo and redo. By themselves, because the first edit after an undo changes them and nothing else of a toolbar. */
export function HistoryButtons<Content>({ store, idsOf }: HistoryButtonsProps<Content>) {
  const canUndo = useStore(store.temporal, ({ pastStates }) => pastStates.length > 0);
  const canRedo = useStore(store.temporal, ({ futureStates }) => futureStates.length > 0);
  return (
    <ButtonGroup variant="segmented">
      <Button
        icon={UndoIcon}
        accessibilityLabel="Undo"
        disabled={!canUndo}
        onClick={() => stepThroughEdits(store, 'undo', idsOf)}
      />
      <Button
        icon={RedoIcon}
        accessibilityLabel="Redo"
        disabled={!canRedo}
        onClick={() => stepThroughEdits(store, 'redo', idsOf)}
      />
    </ButtonGroup>
  );
}
