import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import type { EmailVariable } from '#app/messages/blocks/email-variables.ts';
import type { ComposedEmail } from '#app/messages/templates/composed-email.ts';

/** What the editor of an email is given. */
export type EmailEditorData = {
  /** The draft, or the live version where there is none. */
  stored: StoredDraft<ComposedEmail>;
  /** The live version, when the draft was begun from an earlier one. */
  published: StoredDraft<ComposedEmail> | null;
  /** Whether what is live was written as markup, which blocks do not show. */
  wasMarkup: boolean;
  variables: EmailVariable[];
};
