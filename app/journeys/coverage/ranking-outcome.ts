/** What came of asking for a ranking of opportunities. */
export type RankingOutcome =
  | { outcome: 'ranking'; journeys: number }
  | { outcome: 'ranking_cancelled' }
  /** It was over already. */
  | { outcome: 'not_ranking' }
  /** No gap has a gallery journey that can be replayed. */
  | { outcome: 'nothing_to_rank' };
