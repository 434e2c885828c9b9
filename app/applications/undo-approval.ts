/** What came of taking an approval back. */
export type UndoOutcome = { outcome: 'undone' } | { outcome: 'too_late' };
