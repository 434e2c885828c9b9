/** What an email is for: to answer a question, to prove a claim, to help, or to make an offer. */
export const EMAIL_PURPOSES = ['answer', 'proof', 'help', 'offer'] as const;
export type EmailPurpose = (typeof EMAIL_PURPOSES)[number];

/** The same in words. */
export const PURPOSE_WORDS: Record<EmailPurpose, string> = {
  answer: 'Answers a question',
  proof: 'Proves a claim',
  help: 'Helps',
  offer: 'Makes an offer',
};

/** What a check of a journey has to know of an email. */
export type EmailTraits = {
  /** Null when it was not said. */
  purpose: EmailPurpose | null;
  /** Buttons, of which each is a call to action. */
  buttons: number;
  /** Whether it shows what else its reader may like. */
  recommends: boolean;
};

/** What to do about an email with several buttons. */
export function buttonsProblem(buttons: number): string {
  return `It has ${String(buttons)} buttons. Ask the reader to do one thing.`;
}
