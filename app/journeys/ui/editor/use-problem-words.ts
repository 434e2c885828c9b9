import { useMemo } from 'react';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import { useEditor } from './editor-context.tsx';

/** What is wrong with each step, in words by its id; with the journey as a whole by that of the start. */
export function useProblemWords(): ReadonlyMap<string, string> {
  const problems = useEditor((state) => state.problems);
  return useMemo(() => {
    const words = new Map<string, string>();
    for (const { stepId, message } of problems) {
      const id = stepId ?? START_ID;
      const before = words.get(id);
      words.set(id, before === undefined ? message : `${before} ${message}`);
    }
    return words;
  }, [problems]);
}
