import { useCallback, useMemo } from 'react';
import { useDraftCheck } from '#app/definitions/ui/use-draft-check.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { useEditorParts } from './editor-context.tsx';

/** Finds why what is drawn cannot be published, as it is drawn. Products and collections only the server looks up. */
export function useJourneyCheck(): void {
  const { store, names, segments } = useEditorParts();
  const known = useMemo(
    () => new Map(segments.map(({ value }): [string, Predicate] => [value, { any: [] }])),
    [segments],
  );
  const problemsOf = useCallback(
    // An empty canvas is a beginning, no problem.
    (content: JourneyContent) =>
      content.steps.length === 0 ? [] : journeyProblems(content, names, { segments: known }),
    [names, known],
  );
  useDraftCheck(store, problemsOf);
}
