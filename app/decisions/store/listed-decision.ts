import type { StoredDecision } from '#app/decisions/stored-decision.ts';

/** A decision with the person it is about; their name and address are null of one who is gone. */
export type ListedDecision = StoredDecision & { name: string | null; email: string | null };
