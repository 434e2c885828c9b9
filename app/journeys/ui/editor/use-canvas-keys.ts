import type { KeyboardEvent } from 'react';
import { edgeForAdding, stepBeside, type StepDirection } from '#app/journeys/editor/step-order.ts';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import type { OpenAddMenu } from './add-button.tsx';
import { useEditorParts } from './editor-context.tsx';
import { deleteSelection } from './step-actions.ts';

/** What the keyboard does on the canvas, for those who look at it and those who hear it. */
export const CANVAS_KEYS =
  'Up and down arrow follow the lines, left and right go through all steps, Enter opens the settings of a step, A or the menu key adds a step after it, Delete removes it.';

const ARROWS: Readonly<Record<string, StepDirection>> = {
  ArrowDown: 'along',
  ArrowUp: 'back',
  ArrowRight: 'next',
  ArrowLeft: 'previous',
};

/** What the keys do at a step of the canvas. */
export function useCanvasKeys(openMenu: OpenAddMenu): (event: KeyboardEvent) => void {
  const { store } = useEditorParts();
  return (event) => {
    const box = boxUnder(event.target);
    if (!box || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = box.dataset.id === START_ID ? null : (box.dataset.id ?? null);
    const { content, show, open, select, announce } = store.getState();
    const arrow = ARROWS[event.key];
    if (arrow) {
      const beside = stepBeside(content, id, arrow);
      if (beside === undefined) announce('No step there');
      else show(beside ?? START_ID);
    } else if (event.key === 'Enter' || event.key === ' ') {
      open(id ?? START_ID);
    } else if (isMenuKey(event)) {
      select([id ?? START_ID]);
      openMenu(edgeForAdding(content, id), box);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      if (!store.getState().selection.includes(id ?? START_ID)) select([id ?? START_ID]);
      const before = stepBeside(content, id, 'back') ?? null;
      deleteSelection(store);
      show(before ?? START_ID);
    } else return;
    event.preventDefault();
  };
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'a' || key === 'A' || key === 'ContextMenu' || (key === 'F10' && shiftKey);
}

/** The box that has the focus; none while the focus is in a button of it. */
function boxUnder(target: EventTarget): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null;
  return target.classList.contains('react-flow__node') ? target : null;
}
