import type { DefinitionState } from '#app/definitions/definition-state.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';

/** An email as its page shows it. */
export type ShownEmail = {
  key: string;
  /** Its main one first. */
  languages: ReaderLanguage[];
  state: DefinitionState;
  /** The draft where there is one, else what is live. */
  content: EmailContent;
  /** In words. */
  subject: string;
  preheader: string;
  /** The draft's; 0 without one. */
  revision: number;
  liveVersion: number | null;
};
