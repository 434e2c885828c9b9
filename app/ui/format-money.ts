/**
 * An amount as people write it.
 * @param minor integer in the currency's smallest unit
 * @param currency ISO 4217 code; decides how many of the digits are decimals
 */
export function formatMoney(minor: number, currency: string, locale = 'en'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** decimals);
}
