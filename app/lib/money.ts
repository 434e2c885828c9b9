/** Currencies whose smallest unit is not a hundredth, by ISO 4217; Intl follows habit instead (ALL, IDR: 0). */
const MINOR_DIGITS = new Map<string, number>([
  ...digits(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...digits(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...digits(4, 'CLF UYW'),
]);

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Beyond this an amount is a mistake; 500 lines of it still add up exactly. */
const LARGEST_MINOR = 10 ** 13;

/** ISO 4217 for "no currency involved": the total of a cart with nothing in it. */
export const NO_CURRENCY = 'XXX';

/** Whether a text is an ISO 4217 code of money that can be paid with. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** How many digits the smallest unit of a currency lies after the point, by ISO 4217. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS.get(currency) ?? 2;
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
  const decimals = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  const minor = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return minor <= LARGEST_MINOR ? minor : null;
}

/**
 * An amount as a decimal text, as `toMinor` reads it.
 * @param minor whole smallest units by ISO 4217; `toMinor` refuses what is below nothing
 */
export function toDecimal(minor: number, currency: string): string {
  const decimals = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(Math.round(minor))).padStart(decimals + 1, '0');
  return decimals === 0
    ? sign + text
    : `${sign}${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

function digits(count: number, codes: string): [string, number][] {
  return codes.split(' ').map((code) => [code, count]);
}
