/** A delivery that could not be used, without its body. */
export type Quarantined = { key: string; topic: string; reason: string; receivedAt: number };

/** How much waits in a quarantine. */
export type QuarantineUse = { deliveries: number; bytes: number };

export type QuarantineList = {
  deliveries: Quarantined[];
  /** Whether there are more after this page. */
  hasMore: boolean;
  /** How many wait in all, found by the search or not. */
  waiting: number;
  /** Whether there is no room for more; what cannot be used is then counted and not kept. */
  isFull: boolean;
  /** How many were not kept for that reason, while counts are kept. */
  unkept: number;
};

/** A topic that is not read here, with how often it came and the last hour it did (its beginning, epoch milliseconds). */
export type UnknownTopic = { topic: string; count: number; lastAt: number };
