import { rowPage, rowsBefore, type ListView, type RowPage } from './list-view.ts';

/** What a list that is kept whole in memory is searched and sorted by. */
export type RowOrder<Row, Sort extends string> = {
  /** What a search is looked for in, in capitals or not. */
  text: (row: Row) => string;
  /** What each heading sorts by; null stands last, whatever the direction. */
  by: Record<Sort, (row: Row) => string | number | null>;
};

/**
 * The rows that a search finds, in the order that is asked for, one page of them. Equal rows stay in the
 * order in which they came. For lists of at most some thousands; longer ones are asked of the database.
 */
export function arrangeRows<Row, Sort extends string>(
  rows: readonly Row[],
  view: ListView<Sort>,
  { text, by }: RowOrder<Row, Sort>,
  perPage: number,
): RowPage<Row> {
  const sought = view.search.toLowerCase();
  const found = rows.filter((row) => text(row).toLowerCase().includes(sought));
  const sign = view.direction === 'ascending' ? 1 : -1;
  const value = by[view.sort];
  found.sort((a, b) => compareValues(value(a), value(b), sign));
  return rowPage(found.slice(rowsBefore(view, perPage)), perPage);
}

function compareValues(a: string | number | null, b: string | number | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
}
