import { memoizeFormats } from './memoize-formats.ts';
import { LOCALE } from './locale.ts';

const names = memoizeFormats(
  (locale: string, type: 'region' | 'language') => new Intl.DisplayNames([locale], { type }),
);

/** The name of a country (ISO 3166-1) or a language (BCP 47); the code itself when it is none that has a name. */
export function nameOfCode(type: 'region' | 'language', code: string, locale = LOCALE): string {
  try {
    return names(locale, type).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}
