import type { DefinitionState } from '#app/definitions/definition-state.ts';
import { PURPOSE_WORDS, type EmailPurpose } from '#app/definitions/email-traits.ts';
import type { RowOrder } from '#app/lib/arrange-rows.ts';

/** One line of the list of emails. */
export type EmailLine = {
  key: string;
  name: string;
  /** In words, as a reader may see it. */
  subject: string;
  state: DefinitionState;
  /** Null when it was not said. */
  purpose: EmailPurpose | null;
  /** What sends it, by name. */
  usedBy: readonly string[];
};

/** What the list can be sorted by, the default first. */
export const EMAIL_SORTS = ['name', 'purpose', 'used'] as const;
export type EmailSort = (typeof EMAIL_SORTS)[number];

/** Emails on a page. */
export const EMAILS_SHOWN = 25;

export const EMAIL_ORDER: RowOrder<EmailLine, EmailSort> = {
  text: ({ name, subject, usedBy }) => [name, subject, ...usedBy].join('\n'),
  by: {
    name: ({ name }) => name,
    purpose: ({ purpose }) => (purpose === null ? null : PURPOSE_WORDS[purpose]),
    used: ({ usedBy }) => usedBy.length,
  },
};
