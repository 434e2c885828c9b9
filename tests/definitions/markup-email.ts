import type { EmailContent } from '#app/messages/templates/email-content.ts';

/** An email of the gallery as if it were written by hand: its markup in the main language alone, of no blocks. */
export function markupEmail({
  design: _design,
  translations: _translations,
  ...written
}: EmailContent): EmailContent {
  return written;
}
