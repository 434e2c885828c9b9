import type { ReactNode } from 'react';
import { formatNumber } from '#app/lib/format/number.ts';
import { MoneyText } from '#app/ui/money.tsx';
import { NumberCell } from '#app/ui/row-cells.tsx';

/** The columns of what people ordered. */
export const ORDERS_COLUMN = { title: 'Orders', isNumber: true } as const;
export const SPENT_COLUMN = {
  title: 'Spent',
  sort: 'spent',
  isNumber: true,
  tooltip: 'All time, less refunds',
} as const;

export type OrderCellsProps = {
  person: { orders: number; spentMinor: number };
  currency: string;
  isCondensed: boolean;
};

/** How many orders a person placed, and what they paid for them: cells of the two columns above. */
export function orderCells({ person, currency, isCondensed }: OrderCellsProps): ReactNode[] {
  return [
    <NumberCell key="orders" heading={ORDERS_COLUMN.title} isCondensed={isCondensed}>
      {formatNumber(person.orders)}
    </NumberCell>,
    <NumberCell key="spent" heading={SPENT_COLUMN.title} isCondensed={isCondensed}>
      <MoneyText minor={person.spentMinor} currency={currency} />
    </NumberCell>,
  ];
}
