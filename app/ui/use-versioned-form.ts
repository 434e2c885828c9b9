import { useState } from 'react';
import { currentEdit, isFormEdited, type FormEdit, type VersionedForm } from './versioned-form.ts';

/** The fetcher by which a form is saved. */
type SaveFetcher = {
  data: { outcome: string } | undefined;
  state: 'idle' | 'loading' | 'submitting';
};

export type VersionedFormState<Form> = {
  form: Form;
  /** The version that editing started from, for the server to compare with. */
  base: number;
  isDirty: boolean;
  /** Whether a colleague saved since something was typed. */
  isOutdated: boolean;
  change: (change: Partial<Form>) => void;
  /** Shows the newest page instead of what was typed. */
  discard: () => void;
};

const SAVED: ReadonlySet<string> = new Set(['saved', 'unchanged']);

/**
 * A form of which the server keeps versions. Untouched it follows the page; what was typed stays until it is saved or
 * discarded, whatever colleagues save.
 * @param page the newest form and version, from the loader
 * @param onDiscard called when what was typed gives way to the page: after saving as well
 */
export function useVersionedForm<Form extends object>(
  page: VersionedForm<Form>,
  { data, state }: SaveFetcher,
  onDiscard?: () => void,
): VersionedFormState<Form> {
  const [edit, setEdit] = useState<FormEdit<Form> | null>(null);
  const current = currentEdit(edit, page);
  const isDirty = isFormEdited(current);

  function discard() {
    setEdit(null);
    onDiscard?.();
  }

  // The answer comes first and the fresh page after it; only with both is the form the saved one.
  const [handled, setHandled] = useState(data);
  if (state === 'idle' && data && data !== handled) {
    setHandled(data);
    if (SAVED.has(data.outcome)) discard();
  }

  return {
    form: current.form,
    base: current.base.version,
    isDirty,
    // While a form is sent, a newer version may be the one that it becomes.
    isOutdated: isDirty && state === 'idle' && current.base.version !== page.version,
    change: (change) =>
      setEdit((known) => {
        const { base, form } = currentEdit(known, page);
        return { base, form: { ...form, ...change } };
      }),
    discard,
  };
}
