import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { DraftState } from '#app/definitions/ui/draft-store.ts';
import type { EmailVariable } from '#app/messages/blocks/email-variables.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import type { EmailDesign } from '#app/messages/blocks/email-design.ts';
import { type ComposedEmail, designInLanguage } from '#app/messages/templates/composed-email.ts';
import { type EmailStore, shownLanguage } from './email-store.ts';

/** What the parts of the editor share beside the email itself. */
export type EmailParts = {
  store: EmailStore;
  /** Those that the email may show. */
  variables: readonly EmailVariable[];
};

const EmailContext = createContext<EmailParts | null>(null);

/** Gives the parts of an editor what they share. */
export const EmailEditorProvider = EmailContext.Provider;

/** What the parts of the editor share. @throws outside of an editor */
export function useEmailParts(): EmailParts {
  const parts = useContext(EmailContext);
  if (!parts) throw new Error('There is no editor here. Put the part into EmailEditorProvider.');
  return parts;
}

/** The language that is shown. */
export function useShownLanguage(): ReaderLanguage {
  const wanted = useStore(useEmailParts().store.languages, (state) => state.wanted);
  return useEmail(({ content }) => shownLanguage(content, wanted));
}

/** What is composed in the language that is shown. */
export function useShownDesign(): EmailDesign {
  const language = useShownLanguage();
  return useEmail(({ content }) => designInLanguage(content, language));
}

/** A part of the email, kept fresh. @param pick gives the same object while nothing of it changes */
export function useEmail<T>(pick: (state: DraftState<ComposedEmail>) => T): T {
  return useStore(useEmailParts().store, pick);
}
