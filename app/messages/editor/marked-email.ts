import { compileDesign } from '#app/messages/blocks/compile-design.ts';
import type { ComposedEmail } from '#app/messages/templates/composed-email.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';

/** A composed email with marks in its HTML where its blocks are. */
export function markedEmail(email: ComposedEmail): EmailContent {
  return { ...email, ...compileDesign(email.design, true) };
}
