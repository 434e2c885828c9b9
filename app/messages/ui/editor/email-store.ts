import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  createDraftStore,
  type DraftStore,
  type EditNote,
} from '#app/definitions/ui/draft-store.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import type { EmailDesign } from '#app/messages/blocks/email-design.ts';
import { blockIds } from '#app/messages/editor/block-place.ts';
import {
  type ComposedEmail,
  composedLanguages,
  designInLanguage,
  languageDesigns,
  withDesign,
} from '#app/messages/templates/composed-email.ts';
import { mainLanguage } from '#app/messages/templates/email-language.ts';

/** The email itself, where a block could be chosen. */
export const EMAIL_ID = '$email';

/** An email that is edited on one page, with undo and redo, and the language that is shown of it. */
export type EmailStore = DraftStore<ComposedEmail> & {
  languages: StoreApi<{ wanted: ReaderLanguage }>;
};

/** Opens an email in its main language. */
export function createEmailStore(content: ComposedEmail): EmailStore {
  const languages = createStore(() => ({ wanted: mainLanguage(content) }));
  return Object.assign(createDraftStore(content, { first: EMAIL_ID }), { languages });
}

/** All that can be chosen in an email: itself and its blocks. */
export function emailPartIds(email: ComposedEmail): string[] {
  return [EMAIL_ID, ...languageDesigns(email).flatMap(({ design }) => blockIds(design))];
}

/** The language that is shown: the one that was chosen, while the email has it. */
export function shownLanguage(email: ComposedEmail, wanted: ReaderLanguage): ReaderLanguage {
  return composedLanguages(email).includes(wanted) ? wanted : mainLanguage(email);
}

/** What is composed in the language that is shown. */
export function shownDesign(store: EmailStore): EmailDesign {
  const { content } = store.getState();
  return designInLanguage(content, store.languages.getState().wanted);
}

/** Changes what is composed in the language that is shown. */
export function editDesign(
  store: EmailStore,
  change: (design: EmailDesign) => EmailDesign,
  note?: EditNote,
): void {
  store.getState().edit((email) => {
    const language = shownLanguage(email, store.languages.getState().wanted);
    const before = designInLanguage(email, language);
    const after = change(before);
    return after === before ? email : withDesign(email, language, after);
  }, note);
}
