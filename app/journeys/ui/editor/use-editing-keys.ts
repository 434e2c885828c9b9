import { useEffect } from 'react';
import { stepThroughEdits } from '#app/definitions/ui/draft-store.ts';
import { choosableIds } from '#app/journeys/ui/editor-store.ts';
import { useEditorParts } from './editor-context.tsx';
import { copySelection, pasteCopied } from './step-actions.ts';

/** Undo, redo, copy and paste by keyboard, wherever the focus is but in a field or a window over the page. */
export function useEditingKeys(): void {
  const { store } = useEditorParts();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isOutside(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'z') stepThroughEdits(store, event.shiftKey ? 'redo' : 'undo', choosableIds);
      else if (key === 'y') stepThroughEdits(store, 'redo', choosableIds);
      else if (key === 'c' && window.getSelection()?.isCollapsed !== false) copySelection(store);
      else if (key === 'v' && store.copied.getState().steps.length > 0) pasteCopied(store);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [store]);
}

/** In a field these keys work on its text, and a window is about something else. */
function isOutside(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const isField = target.matches(
    'input:not([type="checkbox"]):not([type="radio"]), textarea, select',
  );
  return isField || target.closest('[role="dialog"]') !== null;
}
