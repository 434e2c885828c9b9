import { SaveBar } from '@shopify/app-bridge-react';

export type FormSaveBarProps = {
  id: string;
  isOpen: boolean;
  isBusy: boolean;
  onSave: () => void;
  onDiscard: () => void;
};

/** Saves or discards what is typed into the form of a page, while anything is. */
export function FormSaveBar({ id, isOpen, isBusy, onSave, onDiscard }: FormSaveBarProps) {
  return (
    <SaveBar id={id} open={isOpen}>
      <button variant="primary" onClick={onSave} loading={isBusy ? '' : undefined}>
        Save
      </button>
      <button onClick={onDiscard} disabled={isBusy}>
        Discard
      </button>
    </SaveBar>
  );
}
