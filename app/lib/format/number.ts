import { keepFormats } from './keep-formats.ts';
import { LOCALE, NO_VALUE } from './locale.ts';

/** How many digits: after the point at most, or exactly; or significant ones. */
export type Digits = { atMost: number } | { exactly: number } | { significant: number };

const formats = keepFormats((locale: string, rule: string, digits: number) => {
  switch (rule) {
    case 'exactly':
      return format(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    case 'significant':
      return format(locale, { maximumSignificantDigits: digits });
    default:
      return format(locale, { maximumFractionDigits: digits });
  }
});

function format(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  // What rounds to nothing has no sign.
  return new Intl.NumberFormat(locale, { ...options, signDisplay: 'negative' });
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
  if (!Number.isFinite(value)) return NO_VALUE;
  const [[rule, count] = ['atMost', 3]] = Object.entries(digits);
  return formats(locale, rule, count).format(value);
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
