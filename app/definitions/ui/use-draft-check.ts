import { useEffect } from 'react';
import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import type { DraftStore } from './draft-store.ts';

/** Writing pauses so long before it is looked through, in milliseconds. Not with each letter, whose result no one reads. */
const PAUSE_MS = 400;

/**
 * Finds why a draft cannot be published, as it is made.
 * @param problemsOf pure; another function looks the draft through again
 */
export function useDraftCheck<Content>(
  store: DraftStore<Content>,
  problemsOf: (content: Content) => readonly DefinitionProblem[],
): void {
  useEffect(() => {
    const check = () => store.setState({ problems: problemsOf(store.getState().content) });
    let timer = setTimeout(check, 0);
    const stopWatching = store.subscribe(({ content }, { content: before }) => {
      if (content === before) return;
      clearTimeout(timer);
      timer = setTimeout(check, PAUSE_MS);
    });
    return () => {
      stopWatching();
      clearTimeout(timer);
    };
  }, [store, problemsOf]);
}
