import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { compileDesign } from '#app/messages/blocks/compile-design.ts';
import { type ComposedEmail, designInLanguage } from '#app/messages/templates/composed-email.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';

/** A composed email in one of its languages alone, with marks in its HTML where its blocks are. */
export function markedEmail(email: ComposedEmail, language: ReaderLanguage): EmailContent {
  const { translations: _others, ...said } = email;
  return { ...said, language, ...compileDesign(designInLanguage(email, language), true) };
}
