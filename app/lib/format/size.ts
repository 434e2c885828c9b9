import { LOCALE, NO_VALUE } from './locale.ts';
import { memoizeFormats } from './memoize-formats.ts';

const formats = memoizeFormats(
  (locale: string) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'kilobyte',
      maximumFractionDigits: 1,
      signDisplay: 'negative',
    }),
);

/**
 * How large something small is: `12.4 kB`, in thousands of bytes.
 * @returns a dash for what is no number
 */
export function formatSize(bytes: number, locale = LOCALE): string {
  return Number.isFinite(bytes) ? formats(locale).format(bytes / 1_000) : NO_VALUE;
}
