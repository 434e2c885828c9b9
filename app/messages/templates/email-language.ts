import { type ReaderLanguage, READER_LANGUAGES, USUAL_LANGUAGE } from '#app/lib/reader-language.ts';
import type { EmailContent, EmailTranslation } from './email-content.ts';

/** What an email says in one language, as it is rendered. */
export type EmailMarkup = {
  /** The same for the same email in the same language. */
  digest: string;
  content: Pick<EmailContent, 'name' | 'subject' | 'preview' | 'body' | 'text'>;
};

/** The language of an email that readers of all others get it in. */
export function mainLanguage({ language }: Pick<EmailContent, 'language'>): ReaderLanguage {
  return language ?? USUAL_LANGUAGE;
}

/** What an email says in one language, with the blocks that it was composed of. */
export type EmailWording = EmailTranslation & { language: ReaderLanguage };

/** What an email says in each of its languages, the main one first. */
export function wordingsOf(email: EmailContent): [EmailWording, ...EmailWording[]] {
  const { subject, preview, body, text, design, translations = {} } = email;
  const main = mainLanguage(email);
  const others = READER_LANGUAGES.flatMap((language) => {
    const translation = language === main ? undefined : translations[language];
    return translation ? [{ language, ...translation }] : [];
  });
  return [{ language: main, subject, preview, body, text, ...(design && { design }) }, ...others];
}

/** The language in which a reader gets an email. @param wanted null where the reader's is not known */
export function languageForReader(
  email: EmailContent,
  wanted: ReaderLanguage | null,
): ReaderLanguage {
  const main = mainLanguage(email);
  return wanted !== null && email.translations?.[wanted] ? wanted : main;
}

/**
 * An email in the language of its reader, or in its main one where it has no other.
 * @param wanted null where the reader's is not known
 */
export function markupInLanguage(
  { digest, content }: { digest: string; content: EmailContent },
  wanted: ReaderLanguage | null,
): { language: ReaderLanguage; markup: EmailMarkup } {
  const language = languageForReader(content, wanted);
  const translation =
    language === mainLanguage(content) ? undefined : content.translations?.[language];
  if (!translation) return { language, markup: { digest, content } };
  const { subject, preview, body, text } = translation;
  const { name } = content;
  return {
    language,
    markup: { digest: `${digest} ${language}`, content: { name, subject, preview, body, text } },
  };
}
