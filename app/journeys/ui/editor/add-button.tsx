import { createContext, useContext } from 'react';
import type { EdgeRef } from '#app/journeys/editor/step-edge-ref.ts';

/** Opens the menu of steps that can be added, below an element. */
export type OpenAddMenu = (at: EdgeRef | null, below: Element) => void;

const AddMenuContext = createContext<OpenAddMenu>(() => undefined);

/** Gives the buttons within a way to open the menu. */
export const AddMenuProvider = AddMenuContext.Provider;

export type AddButtonProps = { at: EdgeRef; label: string };

/**
 * Adds a step on an edge of the canvas. By keyboard the menu key of a step does, so that Tab goes from step to step; a
 * button of Polaris for each of a thousand edges would be slow.
 */
export function AddButton({ at, label }: AddButtonProps) {
  const openMenu = useContext(AddMenuContext);
  return (
    <button
      type="button"
      className="nodrag nopan"
      tabIndex={-1}
      aria-label={label}
      title="Add step"
      style={{
        width: 24,
        height: 24,
        padding: 0,
        lineHeight: '20px',
        fontSize: 16,
        cursor: 'pointer',
        color: 'var(--p-color-text)',
        background: 'var(--p-color-bg-surface)',
        border: 'var(--p-border-width-025) solid var(--p-color-border)',
        borderRadius: 'var(--p-border-radius-full)',
      }}
      onClick={(event) => {
        event.stopPropagation();
        openMenu(at, event.currentTarget);
      }}
    >
      +
    </button>
  );
}
