import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { germanMailWords } from './de.ts';
import { englishMailWords } from './en.ts';
import { frenchMailWords } from './fr.ts';
import type { MailWords } from './mail-words.ts';

/** The words of every language, one file each. */
const mailWords: Record<ReaderLanguage, MailWords> = {
  en: englishMailWords,
  de: germanMailWords,
  fr: frenchMailWords,
};

/** What emails say in a language beside what merchants write. */
export function mailWordsOf(language: ReaderLanguage): MailWords {
  return mailWords[language];
}
