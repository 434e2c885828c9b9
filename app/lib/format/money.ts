import { minorDigits } from '../money.ts';
import { memoizeFormats } from './memoize-formats.ts';
import { formatAnd } from './list.ts';
import { LOCALE, NO_VALUE } from './locale.ts';

const usual = memoizeFormats((locale: string, currency: string) => format(locale, currency, {}));

const exact = memoizeFormats((locale: string, currency: string) => {
  const digits = minorDigits(currency);
  return format(locale, currency, { minimumFractionDigits: digits, maximumFractionDigits: digits });
});

const whole = memoizeFormats((locale: string, currency: string) =>
  format(locale, currency, { maximumFractionDigits: 0 }),
);

function format(
  locale: string,
  currency: string,
  digits: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const options = { style: 'currency', currency, signDisplay: 'negative' } as const;
  return new Intl.NumberFormat(locale, { ...options, ...digits });
}

/**
 * An amount as people write it: `£1,234.50`, `¥1,234`. Currencies whose smallest unit is out of use are written
 * without it, unless the amount has some.
 * @param minor whole smallest units by ISO 4217
 * @param currency ISO 4217 code of this amount, which need not be the shop's
 * @returns a dash for what is no number
 */
export function formatMoney(minor: number, currency: string, locale = LOCALE): string {
  if (!Number.isFinite(minor)) return NO_VALUE;
  const amount = minor / 10 ** minorDigits(currency);
  return (Number.isInteger(amount) ? usual : exact)(locale, currency).format(amount);
}

/**
 * Amounts of several currencies, which are never added up: `€1.00 and £2.00`.
 * @returns null when there are none
 */
export function formatAmounts(
  amounts: readonly { minor: number; currency: string }[],
  locale = LOCALE,
): string | null {
  if (amounts.length === 0) return null;
  return formatAnd(
    amounts.map(({ minor, currency }) => formatMoney(minor, currency, locale)),
    locale,
  );
}

/**
 * An amount of which parts of a unit do not matter: `£5,000`.
 * @param amount in whole units of the currency, not in its smallest
 */
export function formatWholeMoney(amount: number, currency: string, locale = LOCALE): string {
  return Number.isFinite(amount) ? whole(locale, currency).format(amount) : NO_VALUE;
}
