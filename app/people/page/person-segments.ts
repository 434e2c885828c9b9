/** A segment that a person is in or was in. Times in epoch milliseconds. */
export type PersonSegment = {
  key: string;
  name: string;
  /** Its predicate in plain words; null when it is one of Shopify's own. */
  words: string | null;
  enteredAt: number;
  /** Null while the person is in. */
  leftAt: number | null;
};
