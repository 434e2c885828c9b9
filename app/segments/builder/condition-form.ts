import type { DraftCondition } from './edit-draft.ts';

/** A condition before it stands in a draft. */
export type ConditionForm = Omit<DraftCondition, 'id'>;
