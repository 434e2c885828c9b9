import { useEffect } from 'react';
import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { useEditorParts } from './editor-context.tsx';

/** Drawing pauses so long before it is looked through, in milliseconds. Not with each letter, whose result no one reads. */
const PAUSE_MS = 400;

/** Finds why what is drawn cannot be published, as it is drawn. Products and collections only the server looks up. */
export function useJourneyCheck(): void {
  const { store, names, segments } = useEditorParts();
  useEffect(() => {
    const known = new Map(segments.map(({ value }): [string, Predicate] => [value, { any: [] }]));
    const check = () => {
      const { content } = store.getState();
      // An empty canvas is a beginning, no problem.
      const isEmpty = content.steps.length === 0;
      const problems = isEmpty ? [] : journeyProblems(content, names, { segments: known });
      store.setState({ problems });
    };
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
  }, [store, names, segments]);
}
