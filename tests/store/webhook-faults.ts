/** How the network misbehaves. Shares are between 0 and 1, times are real milliseconds. */
export type WebhookFaults = {
  /** Never sent at all. */
  dropShare: number;
  /** Sent twice with the same webhook id. */
  duplicateShare: number;
  /** Sent `lateMs` after its time. */
  lateShare: number;
  lateMs: number;
  /** Topics of which each delivery is late. */
  lateTopics: readonly string[];
  /** Each delivery waits a random time up to this, so they overtake each other. */
  shuffleMs: number;
};

/** No faults. */
export function calmNetwork(): WebhookFaults {
  return { dropShare: 0, duplicateShare: 0, lateShare: 0, lateMs: 0, lateTopics: [], shuffleMs: 0 };
}
