import { IndexTable, useBreakpoints } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { NamedCell, RowCells } from './row-cells.tsx';

export type StackedTableProps = {
  name: { singular: string; plural: string };
  headings: [string, ...string[]];
  /** One cell a heading; `id` is unique. */
  rows: { id: string; cells: ReactNode[] }[];
};

/** A table to read; on a phone each row stands below each other, with the headings in front of the values. */
export function StackedTable({ name, headings, rows }: StackedTableProps) {
  const { smDown } = useBreakpoints();
  const [first, ...others] = headings.map((title) => ({ title }));
  if (!first) return null;
  return (
    <IndexTable
      resourceName={name}
      itemCount={rows.length}
      selectable={false}
      condensed={smDown}
      headings={[first, ...others]}
    >
      {rows.map(({ id, cells }, position) => (
        <IndexTable.Row key={id} id={id} position={position}>
          <RowCells
            isCondensed={smDown}
            cells={
              smDown
                ? cells.map((cell, column) => (
                    <NamedCell key={headings[column]} heading={headings[column] ?? ''}>
                      {cell}
                    </NamedCell>
                  ))
                : cells
            }
          />
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
