import { keepFormats } from './keep-formats.ts';
import { LOCALE, NO_VALUE } from './locale.ts';

const formats = keepFormats(
  (locale: string, least: number, most: number) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      signDisplay: 'exceptZero',
    }),
);

/**
 * By how much something grew or shrank, with its sign: `+1,204`, `−0.5`, `0`.
 * @param digits after the point: at most so many (one, unless said otherwise), or exactly so many
 * @returns a dash for what is no number
 */
export function formatChange(
  value: number,
  digits: { atMost: number } | { exactly: number } = { atMost: 1 },
  locale = LOCALE,
): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  const [least, most] = 'exactly' in digits ? [digits.exactly, digits.exactly] : [0, digits.atMost];
  // A hyphen would break a line, and is shorter than the plus.
  return formats(locale, least, most).format(value).replace('-', '−');
}
