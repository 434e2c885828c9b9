import { memoizeFormats } from './memoize-formats.ts';
import { LOCALE } from './locale.ts';

const formats = memoizeFormats(
  (locale: string, type: 'conjunction' | 'disjunction') => new Intl.ListFormat(locale, { type }),
);

/** Texts of which all hold: `carts, orders, and refunds`. */
export function formatAnd(texts: readonly string[], locale = LOCALE): string {
  return formats(locale, 'conjunction').format(texts);
}

/** Texts of which one holds: `renewals or free replacements`. */
export function formatOr(texts: readonly string[], locale = LOCALE): string {
  return formats(locale, 'disjunction').format(texts);
}
