import { languageOfLocale, type ReaderLanguage, USUAL_LANGUAGE } from '#app/lib/reader-language.ts';

/** No browser names more; the rest of a longer header is not read. */
const MOST_NAMED = 50;

/**
 * The language of a page for the reader of an email: that of the profile, else the one that the browser likes best.
 * @param locale as the profile has it, such as `de-AT`; null when it is not known
 * @param accepted the header `Accept-Language`
 */
export function readerLanguage(locale: string | null, accepted: string | null): ReaderLanguage {
  return languageOfLocale(locale) ?? acceptedLanguage(accepted ?? '') ?? USUAL_LANGUAGE;
}

/** The language with the greatest weight of a header such as `fr-CH, fr;q=0.9, en;q=0.8`; of two alike the first. */
function acceptedLanguage(header: string): ReaderLanguage | null {
  let best: { language: ReaderLanguage; weight: number } | null = null;
  for (const part of header.split(',', MOST_NAMED)) {
    const [name = '', ...parameters] = part.split(';');
    const language = languageOfLocale(name);
    const weight = weightOf(parameters);
    if (language !== null && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? null;
}

function weightOf(parameters: readonly string[]): number {
  const given = parameters.find((one) => /^\s*q=/i.test(one));
  const weight = given === undefined ? 1 : Number(given.split('=')[1]);
  return Number.isFinite(weight) ? weight : 0;
}
