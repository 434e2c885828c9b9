/** A signing secret as it may be shown again: never the secret itself. */
export type ShownWebhookSecret = {
  id: string;
  hint: string;
  createdBy: string;
  createdAt: number;
  /** When it stops signing; null while it is the one in use. */
  endsAt: number | null;
};

/** What came of a new secret, which can be shown only now. */
export type WebhookSecretOutcome = { outcome: 'secret_made'; secret: string };
