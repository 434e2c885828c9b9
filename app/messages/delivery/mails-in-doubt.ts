/** A mail that was handed over without an answer, so that its delivery is unconfirmed. */
export type MailInDoubt = {
  key: string;
  template: string;
  profileId: string | null;
  name: string | null;
  email: string | null;
  attemptedAt: number;
};

/** What came of a decision about a mail in doubt. */
export type DoubtOutcome =
  | { outcome: 'marked_sent' }
  | { outcome: 'sending_again' }
  /** Another user, or the receiver's answer, was faster. */
  | { outcome: 'no_longer_in_doubt' };
