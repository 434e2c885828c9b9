/** The applications before and after one among those that wait, the oldest first; null where there is none. */
export type QueueNeighbours = { previous: string | null; next: string | null };
