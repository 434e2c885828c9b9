/** A mail that was handed over without an answer, so that its delivery is unconfirmed. */
export type MailInDoubt = {
  key: string;
  template: string;
  profileId: string | null;
  name: string | null;
  email: string | null;
  attemptedAt: number;
};
