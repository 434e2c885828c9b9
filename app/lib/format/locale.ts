/**
 * The locale in which the app writes, a BCP 47 tag. Pages and mails are English today; when a merchant's or a
 * shopper's own locale is known, it is given to the functions of this folder instead.
 */
export const LOCALE = 'en';

/** What stands where there is no number: a sum of nothing, a moment that was never. */
export const NO_VALUE = '–';

/** English without a region would write the month first and 12 hours; dates are written day first. */
export function dateLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}
