import { useSyncExternalStore } from 'react';

/** Whether the page is drawn in a browser and no longer on the server: for parts that need a document. */
export function useIsInBrowser(): boolean {
  return useSyncExternalStore(
    watchNothing,
    () => true,
    () => false,
  );
}

function watchNothing(): () => void {
  return () => undefined;
}
