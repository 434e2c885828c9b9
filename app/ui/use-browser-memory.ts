import { useCallback, useSyncExternalStore } from 'react';

/** What was chosen since the page was opened, which counts where the browser stores nothing. */
const chosen = new Map<string, string>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A browser may refuse to store anything for an embedded page. */
function readStored(key: string): string | null {
  const value = chosen.get(key);
  if (value !== undefined) return value;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * A text that this browser stores, and how to change it; all that use the same key change together.
 * @returns null when nothing was stored; undefined until the page runs in the browser, as the server knows none
 */
export function useBrowserMemory(
  key: string,
): [value: string | null | undefined, change: (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => readStored(key),
    () => undefined,
  );
  const change = useCallback(
    (next: string) => {
      chosen.set(key, next);
      try {
        localStorage.setItem(key, next);
      } catch {
        // Then it counts until the page is closed.
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [value, change];
}
