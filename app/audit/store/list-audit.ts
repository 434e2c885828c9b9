import type { FieldChange } from '#app/audit/compare-entry.ts';

export type ListedAudit = {
  id: string;
  at: number;
  actor: string;
  action: string;
  subject: string;
  /** What stood before and after, field by field; empty for what changed nothing. */
  changes: FieldChange[];
};
