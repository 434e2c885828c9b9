import { formatMoney } from '#app/lib/format/money.ts';

export type MoneyProps = { minor: number; currency: string };

/** An amount of money, in digits of equal width so that columns line up. */
export function Money({ minor, currency }: MoneyProps) {
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatMoney(minor, currency)}</span>;
}
