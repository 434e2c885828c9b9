/** What came of restoring a version of a journey as its draft. But for the first nothing was written. */
export type RestoreVersionOutcome =
  | {
      outcome: 'restored_as_draft';
      key: string;
      version: number;
      /** Of the draft now. */
      revision: number;
      base: number | null;
      /** The draft that it replaced, as JSON; null when there was none. */
      replaced: string | null;
    }
  /** There is no such version, or this version of the app cannot read it. */
  | { outcome: 'not_found' };

/** The form that gives a journey the draft back that it had before a version was restored. */
export function undoRestoreForm(
  restored: Extract<RestoreVersionOutcome, { outcome: 'restored_as_draft' }>,
): Record<string, string> {
  const { key, revision, base, replaced } = restored;
  const target = { kind: 'journey', key, revision: String(revision) };
  return replaced === null
    ? { intent: 'discard_draft', ...target }
    : {
        intent: 'save_draft',
        ...target,
        content: replaced,
        base: base === null ? '' : String(base),
      };
}
