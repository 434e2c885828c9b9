import type { EmailPurpose } from '#app/definitions/email-traits.ts';

/** What an email is for, in words. */
export const PURPOSE_WORDS: Record<EmailPurpose, string> = {
  answer: 'Answers a question',
  proof: 'Proves a claim',
  help: 'Helps',
  offer: 'Makes an offer',
};
