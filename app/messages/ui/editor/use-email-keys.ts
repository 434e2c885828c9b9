import { useEffect } from 'react';
import { stepThroughEdits } from '#app/definitions/ui/draft-store.ts';
import { useEmailParts } from './email-editor-context.tsx';
import { emailPartIds } from './email-store.ts';

const PLAIN_FIELDS = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select';

/** Undo and redo by keyboard, also in texts of the email, whose edits are those of the whole. Plain fields have their own. */
export function useEmailKeys(): void {
  const { store } = useEmailParts();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof Element && event.target.matches(PLAIN_FIELDS)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      const direction = key === 'y' || event.shiftKey ? 'redo' : 'undo';
      stepThroughEdits(store, direction, emailPartIds);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [store]);
}
