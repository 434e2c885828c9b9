import { z } from 'zod';
import { type ReaderLanguage, READER_LANGUAGES } from '#app/lib/reader-language.ts';
import type { LanguageDesign } from '#app/messages/blocks/design-problems.ts';
import type { EmailDesign } from '#app/messages/blocks/email-design.ts';
import { EmailContent, type EmailTranslation } from './email-content.ts';
import { mainLanguage } from './email-language.ts';

/** A translation that is composed of blocks. */
type ComposedTranslation = EmailTranslation & { design: EmailDesign };

/** An email that is composed of blocks, in each of its languages. */
export type ComposedEmail = EmailContent & {
  design: EmailDesign;
  translations?: Partial<Record<ReaderLanguage, ComposedTranslation>>;
};

/** Reads an email that is composed of blocks; one whose markup was written by hand is none. */
export const ComposedEmailSchema: z.ZodType<ComposedEmail> = EmailContent.transform(
  (email, context) => {
    if (isComposed(email)) return email;
    context.addIssue({ code: 'custom', message: 'The email is not composed of blocks.' });
    return z.NEVER;
  },
);

/** A composed email without what is made of its designs when it is saved, so that the same designs are the same email. */
export function uncompiled({ recommends: _made, ...email }: ComposedEmail): ComposedEmail {
  const { translations } = email;
  return {
    ...email,
    ...NOTHING_COMPILED,
    ...(translations && {
      translations: Object.fromEntries(
        Object.entries(translations).map(([language, { design }]) => [
          language,
          { ...NOTHING_COMPILED, design },
        ]),
      ),
    }),
  };
}

const NOTHING_COMPILED = { subject: '', preview: '', body: '', text: '' };

/** Whether an email is composed of blocks. */
export function isComposed(email: EmailContent): email is ComposedEmail {
  const translations = Object.values(email.translations ?? {});
  return [email, ...translations].every(({ design }) => design !== undefined);
}

/** The languages of a composed email, its main one first. */
export function composedLanguages(email: ComposedEmail): ReaderLanguage[] {
  const main = mainLanguage(email);
  return [main, ...READER_LANGUAGES.filter((one) => one !== main && email.translations?.[one])];
}

/** What is composed in a language; what is in the main one where the email does not have it. */
export function designInLanguage(email: ComposedEmail, language: ReaderLanguage): EmailDesign {
  return isTranslation(email, language)
    ? (email.translations?.[language]?.design ?? email.design)
    : email.design;
}

/** What is composed in each language, the main one first. */
export function languageDesigns(email: ComposedEmail): LanguageDesign[] {
  return composedLanguages(email).map((language) => ({
    language,
    design: designInLanguage(email, language),
  }));
}

/** The email with another design in one of its languages, which may be a new one. */
export function withDesign(
  email: ComposedEmail,
  language: ReaderLanguage,
  design: EmailDesign,
): ComposedEmail {
  if (!isTranslation(email, language)) return { ...email, design };
  const translations = { ...email.translations, [language]: { ...NOTHING_COMPILED, design } };
  return { ...email, translations };
}

/** The email without a language; its main one stays. */
export function withoutLanguage(email: ComposedEmail, language: ReaderLanguage): ComposedEmail {
  const { translations = {}, ...kept } = email;
  const { [language]: gone, ...left } = translations;
  if (gone === undefined) return email;
  return Object.keys(left).length === 0 ? kept : { ...kept, translations: left };
}

function isTranslation(email: ComposedEmail, language: ReaderLanguage): boolean {
  return language !== mainLanguage(email);
}
