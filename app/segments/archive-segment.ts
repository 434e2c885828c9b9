/** What came of archiving a segment or taking that back. */
export type ArchiveOutcome =
  | { outcome: 'archived' }
  | { outcome: 'unarchived' }
  /** Other segments ask about it; their names. Nothing was written. */
  | { outcome: 'used'; by: string[] }
  /** Another segment took its name meanwhile. Nothing was written. */
  | { outcome: 'name_taken' }
  /** It costs more than a segment may by now, and why. Nothing was written. */
  | { outcome: 'too_dear'; message: string }
  /** There is no such segment that the shop made, or it is in that state already. */
  | { outcome: 'not_found' };
