import { useCallback, useSyncExternalStore } from 'react';

/** Kept in the browser, because it is about this person's keyboard. */
const KEY = 'tendril.shortcuts';
/** What was chosen on this page, which counts where the browser keeps nothing. */
let chosen: boolean | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A browser may refuse to keep anything for an embedded page; then shortcuts are on. */
function isOn(): boolean {
  if (chosen !== null) return chosen;
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Whether shortcuts of a single letter are switched on, and how to change it. */
export function useShortcutsSetting(): [isOn: boolean, change: (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, isOn, () => true);
  const change = useCallback((next: boolean) => {
    chosen = next;
    try {
      localStorage.setItem(KEY, next ? 'on' : 'off');
    } catch {
      // Then it counts until the page is closed.
    }
    for (const listener of listeners) listener();
  }, []);
  return [on, change];
}
