import { useBrowserMemory } from '#app/ui/use-browser-memory.ts';

/** Stored in the browser, because it is about this person's keyboard. */
const KEY = 'tendril.shortcuts';

/** Whether shortcuts of a single letter are switched on, and how to change it. */
export function useShortcutsSetting(): [isOn: boolean, change: (on: boolean) => void] {
  const [value, change] = useBrowserMemory(KEY);
  return [value !== 'off', (on) => change(on ? 'on' : 'off')];
}
