import { germanPreferenceWords } from './de.ts';
import { englishPreferenceWords } from './en.ts';
import { frenchPreferenceWords } from './fr.ts';
import type { PreferenceWords } from './preference-words.ts';

/** The words of every language, one file each. */
const preferenceWords = {
  en: englishPreferenceWords,
  de: germanPreferenceWords,
  fr: frenchPreferenceWords,
} satisfies Record<string, PreferenceWords>;

export type ReaderLanguage = keyof typeof preferenceWords;

/** Every language that pages of readers are written in. */
export const READER_LANGUAGES = Object.keys(preferenceWords) as ReaderLanguage[];

/** The words of a language. */
export function preferenceWordsOf(language: ReaderLanguage): PreferenceWords {
  return preferenceWords[language];
}
