import { useEffect } from 'react';

/**
 * Runs an action when its single letter is pressed anywhere on the page, except while the user types or a
 * modifier is held.
 * @param actions what each letter does; leave a letter out while its action is not possible
 */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof HTMLElement && isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (Object.hasOwn(actions, key)) actions[key]?.();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [actions]);
}

function isTyping(target: HTMLElement): boolean {
  return target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName);
}
