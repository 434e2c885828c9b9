import { formatNumber } from '#app/lib/format/number.ts';
import { Money } from './money.tsx';
import { NumberCell } from './row-cells.tsx';

/** The columns of what people ordered. */
export const ORDERS_COLUMN = { title: 'Orders', isNumber: true } as const;
export const SPENT_COLUMN = {
  title: 'Spent',
  sort: 'spent',
  isNumber: true,
  tooltip: 'Since the beginning, refunds taken off',
} as const;

export type OrdersCellProps = { orders: number; isCondensed: boolean };

/** How many orders somebody placed. */
export function OrdersCell({ orders, isCondensed }: OrdersCellProps) {
  return (
    <NumberCell heading={ORDERS_COLUMN.title} isCondensed={isCondensed}>
      {formatNumber(orders)}
    </NumberCell>
  );
}

export type SpentCellProps = { spentMinor: number; currency: string; isCondensed: boolean };

/** What somebody paid for orders. */
export function SpentCell({ spentMinor, currency, isCondensed }: SpentCellProps) {
  return (
    <NumberCell heading={SPENT_COLUMN.title} isCondensed={isCondensed}>
      <Money minor={spentMinor} currency={currency} />
    </NumberCell>
  );
}
