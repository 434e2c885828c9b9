import { useCallback, useMemo } from 'react';
import { useDraftCheck } from '#app/definitions/ui/use-draft-check.ts';
import { problemsInLanguages } from '#app/messages/blocks/design-problems.ts';
import { type ComposedEmail, languageDesigns } from '#app/messages/templates/composed-email.ts';
import { useEmailParts } from './email-editor-context.tsx';

/** Finds why an email cannot be published, as it is written. Whether its markup can be laid out the server finds. */
export function useEmailCheck(): void {
  const { store, variables } = useEmailParts();
  const known = useMemo(() => new Set(variables.map(({ name }) => name)), [variables]);
  const problemsOf = useCallback(
    (email: ComposedEmail) =>
      problemsInLanguages(languageDesigns(email), known).map(({ blockId, message }) => ({
        stepId: blockId,
        message,
      })),
    [known],
  );
  useDraftCheck(store, problemsOf);
}
