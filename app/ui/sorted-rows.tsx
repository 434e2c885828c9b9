import { IndexTable, useBreakpoints } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { NamedCell, RowCells } from './row-cells.tsx';
import { SortedTable, type SortedTableProps } from './sorted-table.tsx';

export type SortedRowsProps<Sort extends string> = Omit<SortedTableProps<Sort>, 'children'> & {
  /** One cell a column; `id` is unique. */
  rows: { id: string; cells: ReactNode[] }[];
};

/** A list with one value a column; on a phone the headings stand in front of the values. */
export function SortedRows<Sort extends string>({ rows, ...table }: SortedRowsProps<Sort>) {
  const { smDown } = useBreakpoints();
  return (
    <SortedTable {...table}>
      {rows.map(({ id, cells }, position) => (
        <IndexTable.Row key={id} id={id} position={position}>
          <RowCells
            isCondensed={smDown}
            cells={smDown ? namedCells(table.columns, cells) : cells}
          />
        </IndexTable.Row>
      ))}
    </SortedTable>
  );
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
