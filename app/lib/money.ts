/** Currencies whose smallest unit is not a hundredth, by ISO 4217; Intl follows habit instead (ALL, IDR: 0). */
const MINOR_DIGITS = new Map<string, number>([
  ...digits(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...digits(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...digits(4, 'CLF UYW'),
]);

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Beyond this an amount is a mistake; 500 lines of it still add up exactly. */
const LARGEST_MINOR = 10 ** 13;

/** ISO 4217 for "no currency involved": the total of a basket with nothing in it. */
export const NO_CURRENCY = 'XXX';

/** Whether a text is an ISO 4217 code of money that can be paid with. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/**
 * A decimal text in whole smallest units, without rounding and without floating point.
 * @param amount such as `12.50`; digits beyond the currency's must be zeros
 * @param currency ISO 4217 code
 * @returns minor units; null when the text is no amount of this currency
 */
export function toMinor(amount: string, currency: string): number | null {
  const parts = /^(\d{1,16})(?:\.(\d{1,16}))?$/.exec(amount);
  if (!parts) return null;
  const [, whole = '', fraction = ''] = parts;
  const kept = MINOR_DIGITS.get(currency) ?? 2;
  if (/[1-9]/.test(fraction.slice(kept))) return null;
  const minor = Number(whole + fraction.slice(0, kept).padEnd(kept, '0'));
  return minor <= LARGEST_MINOR ? minor : null;
}

/**
 * An amount as a decimal text, as `toMinor` reads it.
 * @param minor whole smallest units by ISO 4217, not negative
 */
export function toDecimal(minor: number, currency: string): string {
  const kept = MINOR_DIGITS.get(currency) ?? 2;
  return (minor / 10 ** kept).toFixed(kept);
}

const formats = new Map<string, Intl.NumberFormat>();

/**
 * An amount as people write it. Formats are kept, because making one costs as much as a whole mail.
 * @param minor whole smallest units by ISO 4217
 * @param currency ISO 4217 code
 * @param locale BCP 47 tag
 */
export function formatMoney(minor: number, currency: string, locale = 'en'): string {
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, format);
  return format.format(minor / 10 ** (MINOR_DIGITS.get(currency) ?? 2));
}

function digits(count: number, codes: string): [string, number][] {
  return codes.split(' ').map((code) => [code, count]);
}
