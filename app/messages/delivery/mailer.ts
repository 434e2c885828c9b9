/** A finished mail. Names and addresses are separate, so that no text can smuggle in a recipient. */
export type OutgoingMail = {
  /** Without angle brackets; the same for every attempt at the same mail. */
  messageId: string;
  from: { name: string; address: string };
  to: string;
  replyTo: string | null;
  /** Under which name the mail is signed for its sender's own domain; null for the operator's. */
  dkim: { domain: string; selector: string } | null;
  subject: string;
  html: string;
  text: string;
  /** Address for one-click unsubscribing (RFC 8058); null on mails that are not marketing. */
  unsubscribeUrl: string | null;
};

export type MailOutcome =
  | { outcome: 'accepted'; answer: string }
  /** Certainly not sent. `permanent` when trying again would get the same answer. */
  | { outcome: 'refused'; permanent: boolean; answer: string }
  /** The link broke where the receiver may or may not have taken the mail. */
  | { outcome: 'unknown'; reason: string };

/** Hands mails to a mail server. */
export type Mailer = {
  /** Never throws for what a mail server may do. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
  /** Whether the receiver took a mail; absent when the server cannot be asked. */
  lookup?(messageId: string): Promise<'accepted' | 'absent' | 'unknown'>;
  close(): void;
};
