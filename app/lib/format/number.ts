import { memoizeFormats } from './memoize-formats.ts';
import { LOCALE, NO_VALUE } from './locale.ts';

/** How many digits: after the point at most, or exactly; or significant ones. */
export type Digits = { atMost: number } | { exactly: number } | { significant: number };

const OPTIONS = {
  atMost: (digits: number) => ({ maximumFractionDigits: digits }),
  exactly: (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
  significant: (digits: number) => ({ maximumSignificantDigits: digits }),
};

const formats = memoizeFormats(
  (locale: string, signDisplay: Sign, rule: keyof typeof OPTIONS, digits: number) =>
    new Intl.NumberFormat(locale, { ...OPTIONS[rule](digits), signDisplay }),
);

/** Which numbers show their sign; what rounds to nothing has none. */
type Sign = 'negative' | 'exceptZero';

/** The format of numbers with so many digits, made once. */
export function numberFormat(locale: string, sign: Sign, digits: Digits): Intl.NumberFormat {
  if ('atMost' in digits) return formats(locale, sign, 'atMost', digits.atMost);
  if ('exactly' in digits) return formats(locale, sign, 'exactly', digits.exactly);
  return formats(locale, sign, 'significant', digits.significant);
}

/**
 * A number with its thousands apart: `1,204`, `2.5`.
 * @param digits three after the point at most, unless said otherwise
 * @returns a dash for what is no number
 */
export function formatNumber(
  value: number,
  digits: Digits = { atMost: 3 },
  locale = LOCALE,
): string {
  return Number.isFinite(value) ? numberFormat(locale, 'negative', digits).format(value) : NO_VALUE;
}

/**
 * How much is expected of something that can only be nothing or more: a little is not shown as nothing.
 * @param places digits after the point at most
 * @returns such as `2.5`, or `less than 0.1`
 */
export function formatExpected(value: number, places = 1, locale = LOCALE): string {
  const digits = { atMost: places };
  const text = formatNumber(value, digits, locale);
  return value > 0 && text === formatNumber(0, digits, locale)
    ? `less than ${formatNumber(10 ** -places, digits, locale)}`
    : text;
}
