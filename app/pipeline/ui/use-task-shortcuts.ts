import { useNavigate } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { useShortcuts } from '#app/applications/ui/use-shortcuts.ts';
import { useShortcutsSetting } from '#app/applications/ui/use-shortcuts-setting.ts';
import type { ListedTask } from '#app/pipeline/sales-task.ts';

/**
 * Letters that work through the list: J and K go to the next task and the one before, C completes it, O opens its person.
 * @param onComplete the same function each time
 * @returns the id of the task that the keyboard is at; null before a letter was pressed
 */
export function useTaskShortcuts(
  tasks: readonly ListedTask[],
  onComplete: ((id: string) => void) | null,
): string | null {
  const [hasShortcuts] = useShortcutsSetting();
  const [currentId, setCurrentId] = useState<string | null>(null);
  const navigate = useNavigate();
  const place = tasks.findIndex(({ id }) => id === currentId);
  const shortcuts = useMemo((): Record<string, () => void> => {
    if (!hasShortcuts) return {};
    const current = tasks[place];
    const go = (to: number) => setCurrentId(tasks[to]?.id ?? currentId);
    const move = { j: () => go(place + 1), k: () => go(Math.max(0, place - 1)) };
    if (!current) return move;
    return {
      ...move,
      o: () => void navigate(`/app/people/${current.person.id}`),
      ...(onComplete !== null &&
        current.state === 'open' && {
          c: () => {
            onComplete(current.id);
            go(place + 1);
          },
        }),
    };
  }, [hasShortcuts, tasks, place, currentId, onComplete, navigate]);
  useShortcuts(shortcuts);
  return currentId;
}
