import type { ApplicationState } from './application-state.ts';

/** What came of a decision. Only the first one counts. */
export type DecisionOutcome =
  /** `canUndo`: for a moment nothing of it has left. */
  | { outcome: 'decided'; canUndo: boolean }
  | { outcome: 'already_decided'; state: ApplicationState; by: string | null }
  /** The applicant has not shown that the address is theirs. */
  | { outcome: 'not_verified' }
  | { outcome: 'not_found' };
