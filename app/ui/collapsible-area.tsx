import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { parseOpenCards, formatOpenCards, type OpenCards } from './open-cards.ts';
import { useBrowserMemory } from './use-browser-memory.ts';

type CollapsibleAreaState = {
  openCards: OpenCards;
  change: (key: string, isOpen: boolean) => void;
};

const CollapsibleContext = createContext<CollapsibleAreaState>({
  openCards: {},
  change: () => undefined,
});

export type CollapsibleAreaProps = {
  /** Which page of which shop, for which member of staff. */
  name: string;
  children: ReactNode;
};

/**
 * Holds collapsible cards, and remembers in this browser which are open. Until that is known nothing in it is visible, so that
 * nothing jumps; a browser that stores nothing shows the cards in their first state.
 */
export function CollapsibleArea({ name, children }: CollapsibleAreaProps) {
  const [text, remember] = useBrowserMemory(`tendril.folds.${name}`);
  const area = useMemo((): CollapsibleAreaState => {
    const openCards = parseOpenCards(text ?? '');
    return {
      openCards,
      change: (key, isOpen) => remember(formatOpenCards({ ...openCards, [key]: isOpen })),
    };
  }, [text, remember]);
  return (
    <CollapsibleContext.Provider value={area}>
      <div style={{ visibility: text === undefined ? 'hidden' : 'visible' }}>{children}</div>
    </CollapsibleContext.Provider>
  );
}

/** Whether a card of the area is open, and how to change it. */
export function useCollapsible(
  key: string,
  isOpenAtFirst: boolean,
): [isOpen: boolean, change: (isOpen: boolean) => void] {
  const { openCards, change } = useContext(CollapsibleContext);
  return [openCards[key] ?? isOpenAtFirst, (isOpen) => change(key, isOpen)];
}
