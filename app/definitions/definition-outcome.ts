import type { DefinitionProblem } from './definition-kind.ts';

/** What came of saving a draft. But for the first nothing was written. */
export type DraftOutcome =
  | { outcome: 'saved'; revision: number }
  /** Another member of staff saved or published meanwhile; `newer` is the draft as it is now, null when it was published. */
  | { outcome: 'conflict'; newer: NewerDraft | null }
  /** What was sent is no content of its kind: where, and what is wrong. */
  | { outcome: 'unreadable'; message: string }
  | { outcome: 'too_many'; most: number };

/** What came of making a definition. But for the first nothing was written. */
export type CreateOutcome =
  | { outcome: 'created'; key: string; name: string }
  | Extract<DraftOutcome, { outcome: 'unreadable' | 'too_many' }>;

/** What came of discarding a draft. But for the first nothing was written. */
export type DiscardOutcome =
  | { outcome: 'discarded' }
  /** Another member of staff saved it meanwhile. */
  | { outcome: 'conflict' }
  /** There is no such draft. */
  | { outcome: 'not_found' };

/** A draft that another member of staff saved. */
export type NewerDraft = { content: unknown; revision: number; author: string; savedAt: number };

/** What came of publishing. But for the first nothing was written. */
export type PublishOutcome =
  | { outcome: 'published'; version: number }
  /** It says the same as the live version. */
  | { outcome: 'unchanged' }
  | { outcome: 'invalid'; problems: DefinitionProblem[] }
  /** The draft or the live version is another than the one that was read, or the draft is of an earlier version. */
  | { outcome: 'conflict' }
  /** It was archived: restore it first. One of the gallery that was never in use is taken into use instead. */
  | { outcome: 'is_archived' }
  /** There is no such draft. */
  | { outcome: 'not_found' };

/** What came of archiving or restoring. But for the first two nothing was written. */
export type StateOutcome =
  | { outcome: 'archived'; kind: string; key: string }
  | { outcome: 'restored' }
  /** A journey stands still, or goes on. */
  | { outcome: 'paused' | 'resumed'; kind: string; key: string }
  /** Something in use needs it; its names. */
  | { outcome: 'used'; by: string[] }
  | { outcome: 'invalid'; problems: DefinitionProblem[] }
  /** There is none, it was never published, or it is in that state already. */
  | { outcome: 'not_found' };

/** What came of an update of the gallery. But for the first three nothing was written. */
export type UpdateOutcome =
  | { outcome: 'updated'; version: number }
  | { outcome: 'declined'; kind: string; key: string; galleryVersion: number }
  | { outcome: 'offered' }
  | { outcome: 'invalid'; problems: DefinitionProblem[] }
  /** There is another update by now, or another live version. */
  | { outcome: 'conflict' }
  | { outcome: 'not_found' };
