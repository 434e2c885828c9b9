/** A key as it may be shown again: never the key itself. */
export type ShownKey = {
  id: string;
  hint: string;
  createdBy: string;
  createdAt: number;
  /** When it stops being valid; null while it is the one in use. */
  endsAt: number | null;
};

/** What came of a request of the page of keys. `key` is a new one, which can be shown only now. */
export type ApiKeyOutcome =
  | { outcome: 'made'; key: string }
  /** `gone`: it had ended before. */
  | { outcome: 'ended' | 'gone'; key: null };
