import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { readFolds, writeFolds, type Folds } from './folds.ts';
import { useBrowserMemory } from './use-browser-memory.ts';

type FoldsOfArea = { folds: Folds; change: (key: string, isOpen: boolean) => void };

const FoldsContext = createContext<FoldsOfArea>({ folds: {}, change: () => undefined });

export type FoldsAreaProps = {
  /** Which page of which shop, for which member of staff. */
  name: string;
  children: ReactNode;
};

/**
 * Holds folding cards, and remembers in this browser which are open. Until that is known nothing in it is seen, so that
 * nothing jumps; a browser that keeps nothing shows the cards as they are at first.
 */
export function FoldsArea({ name, children }: FoldsAreaProps) {
  const [text, remember] = useBrowserMemory(`tendril.folds.${name}`);
  const area = useMemo((): FoldsOfArea => {
    const folds = readFolds(text ?? '');
    return { folds, change: (key, isOpen) => remember(writeFolds({ ...folds, [key]: isOpen })) };
  }, [text, remember]);
  return (
    <FoldsContext.Provider value={area}>
      <div style={{ visibility: text === undefined ? 'hidden' : 'visible' }}>{children}</div>
    </FoldsContext.Provider>
  );
}

/** Whether something of the area is open, and how to change it. */
export function useFold(
  key: string,
  isOpenAtFirst: boolean,
): [isOpen: boolean, change: (isOpen: boolean) => void] {
  const { folds, change } = useContext(FoldsContext);
  return [folds[key] ?? isOpenAtFirst, (isOpen) => change(key, isOpen)];
}
