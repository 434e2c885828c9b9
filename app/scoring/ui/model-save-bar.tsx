import { SaveBar } from '@shopify/app-bridge-react';

export type ModelSaveBarProps = {
  isDirty: boolean;
  isBusy: boolean;
  onSave: () => void;
  onDiscard: () => void;
};

/** Saves or discards what is typed into the score model, while anything is. */
export function ModelSaveBar({ isDirty, isBusy, onSave, onDiscard }: ModelSaveBarProps) {
  return (
    <SaveBar id="score-model" open={isDirty}>
      <button variant="primary" onClick={onSave} loading={isBusy ? '' : undefined}>
        Save
      </button>
      <button onClick={onDiscard} disabled={isBusy}>
        Discard
      </button>
    </SaveBar>
  );
}
