/** How many of how many profiles are recomputed by the newest rules, and since when, epoch milliseconds. */
export type RecomputeProgress = { done: number; total: number; startedAt: number | null };
