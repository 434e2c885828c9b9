/** What came of asking for a replay. */
export type ReplayAnswer =
  | { outcome: 'started'; id: string }
  | { outcome: 'cancelled' }
  /** It was over already. */
  | { outcome: 'over' }
  /** There is nothing of that name to be replayed. */
  | { outcome: 'gone' }
  /** So many are under way; it can be asked for once one is over. */
  | { outcome: 'busy' }
  /** What would have started it is not recorded; `why` says so in a sentence. */
  | { outcome: 'not_replayable'; why: string };
