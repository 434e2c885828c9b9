/** The languages in which readers of emails are written to. */
export const READER_LANGUAGES = ['en', 'de', 'fr'] as const;
export type ReaderLanguage = (typeof READER_LANGUAGES)[number];

/** What most readers of a shop without a known language understand. */
export const USUAL_LANGUAGE: ReaderLanguage = 'en';

/** What each is called where emails are written. */
export const LANGUAGE_LABELS: Record<ReaderLanguage, string> = {
  en: 'English',
  de: 'German',
  fr: 'French',
};

/**
 * The language of a locale, such as `de-AT`; null when it is none that readers are written to in, or not known.
 * @param locale as a profile or a browser has it
 */
export function languageOfLocale(locale: string | null): ReaderLanguage | null {
  const [language = ''] = (locale ?? '').trim().toLowerCase().split(/[-_]/);
  return READER_LANGUAGES.find((one) => one === language) ?? null;
}
