import { formatMoney } from '#app/lib/format/money.ts';

export type MoneyTextProps = { minor: number; currency: string };

/** An amount of money, in digits of equal width so that columns line up. */
export function MoneyText({ minor, currency }: MoneyTextProps) {
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatMoney(minor, currency)}</span>;
}
