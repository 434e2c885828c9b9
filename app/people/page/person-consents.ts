/** What a person agreed to or refused once, with the proof. Times are epoch milliseconds. */
export type PersonConsent = {
  id: string;
  channel: 'email' | 'sms';
  /** Whose it is; null when that was erased. */
  address: string | null;
  state: string;
  /** Whether it holds for the address, or the number, that messages to the person would go to now. */
  isCurrent: boolean;
  source: string | null;
  wording: string | null;
  page: string | null;
  /** When it was uttered, and when it was written down. */
  at: number;
  recordedAt: number;
  /** Its place in the shop's chain of proofs. */
  seq: number;
  /** Whether it is as it was written, and tied to the proofs before and after it. */
  holds: boolean;
};
