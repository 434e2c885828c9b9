import { useCallback, useMemo } from 'react';
import { useDraftCheck } from '#app/definitions/ui/use-draft-check.ts';
import { designProblems } from '#app/messages/blocks/design-problems.ts';
import type { ComposedEmail } from '#app/messages/templates/composed-email.ts';
import { useEmailParts } from './email-editor-context.tsx';

/** Finds why an email cannot be published, as it is written. Whether its markup can be laid out the server finds. */
export function useEmailCheck(): void {
  const { store, variables } = useEmailParts();
  const known = useMemo(() => new Set(variables.map(({ name }) => name)), [variables]);
  const problemsOf = useCallback(
    ({ design }: ComposedEmail) =>
      designProblems(design, known).map(({ blockId, message }) => ({ stepId: blockId, message })),
    [known],
  );
  useDraftCheck(store, problemsOf);
}
