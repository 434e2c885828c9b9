import { LOCALE, NO_VALUE } from './locale.ts';
import { numberFormat, type Digits } from './number.ts';

/**
 * By how much something grew or shrank, with its sign: `+1,204`, `−0.5`, `0`.
 * @param digits one after the point at most, unless said otherwise
 * @returns a dash for what is no number
 */
export function formatChange(
  value: number,
  digits: Digits = { atMost: 1 },
  locale = LOCALE,
): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  // A hyphen would break a line, and is shorter than the plus.
  return numberFormat(locale, 'exceptZero', digits).format(value).replace('-', '−');
}
