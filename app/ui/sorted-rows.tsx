import { IndexTable, useBreakpoints } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { NamedCell, RowCells } from './row-cells.tsx';
import { SortedTable, type SortedTableProps } from './sorted-table.tsx';

export type SortedRowsProps<Sort extends string> = Omit<SortedTableProps<Sort>, 'children'> & {
  /** `id` is unique. */
  rows: { id: string; cells: ReactNode[] | CellsOf }[];
};

/** Cells that differ on a phone by more than headings in front, where no column has a heading. */
type CellsOf = (isCondensed: boolean) => ReactNode[];

/** A list with one cell a column; on a phone the headings stand in front of the values. */
export function SortedRows<Sort extends string>({ rows, ...table }: SortedRowsProps<Sort>) {
  const { smDown } = useBreakpoints();
  return (
    <SortedTable {...table}>
      {rows.map(({ id, cells }, position) => (
        <IndexTable.Row key={id} id={id} position={position}>
          <RowCells isCondensed={smDown} cells={shownCells(table.columns, cells, smDown)} />
        </IndexTable.Row>
      ))}
    </SortedTable>
  );
}

function shownCells(
  columns: readonly { title: string }[],
  cells: ReactNode[] | CellsOf,
  isCondensed: boolean,
): ReactNode[] {
  if (typeof cells === 'function') return cells(isCondensed);
  return isCondensed ? namedCells(columns, cells) : cells;
}

/** The cells of a row with their headings in front; the first names the row itself. */
function namedCells(columns: readonly { title: string }[], cells: ReactNode[]): ReactNode[] {
  return cells.map((cell, place) => {
    const { title = '' } = columns[place] ?? {};
    return place === 0 ? (
      cell
    ) : (
      <NamedCell key={title} heading={title}>
        {cell}
      </NamedCell>
    );
  });
}
