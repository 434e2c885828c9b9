import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { germanPreferenceWords } from './de.ts';
import { englishPreferenceWords } from './en.ts';
import { frenchPreferenceWords } from './fr.ts';
import type { PreferenceWords } from './preference-words.ts';

/** The words of every language, one file each. */
const preferenceWords: Record<ReaderLanguage, PreferenceWords> = {
  en: englishPreferenceWords,
  de: germanPreferenceWords,
  fr: frenchPreferenceWords,
};

/** The words of a language. */
export function preferenceWordsOf(language: ReaderLanguage): PreferenceWords {
  return preferenceWords[language];
}
