import { IndexTable, useBreakpoints } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ListView } from './list-view.ts';
import { NothingFound } from './list-search.tsx';

/** A column; one without `sort` does not sort. */
export type Column<Sort extends string> = {
  title: string;
  sort?: Sort;
  tooltip?: string;
  isNumber?: boolean;
};

export type SortedTableProps<Sort extends string> = {
  name: { singular: string; plural: string };
  columns: readonly [Column<Sort>, ...Column<Sort>[]];
  view: Pick<ListView<Sort>, 'sort' | 'direction'>;
  isLoading: boolean;
  onSort: (view: Pick<ListView<Sort>, 'sort' | 'direction'>) => void;
  /** What the table says instead of rows. */
  empty: string;
  pagination?: IndexTableProps['pagination'];
  /** Whether a narrow window shows each row as a block; the rows must then be condensed too. */
  isCondensable?: boolean;
  /** One `IndexTable.Row` an item. */
  children: ReactNode[];
};

/** A list whose headings sort it. */
export function SortedTable<Sort extends string>(props: SortedTableProps<Sort>) {
  const { name, columns, view, isLoading, onSort, empty, pagination, children } = props;
  const { smDown } = useBreakpoints();
  const [first, ...others] = columns;
  return (
    <IndexTable
      resourceName={name}
      itemCount={children.length}
      headings={[heading(first), ...others.map(heading)]}
      selectable={false}
      loading={isLoading}
      condensed={props.isCondensable !== false && smDown}
      sortable={columns.map(({ sort }) => sort !== undefined)}
      sortColumnIndex={columns.findIndex(({ sort }) => sort === view.sort)}
      sortDirection={view.direction}
      onSort={(index, direction) => {
        const sort = columns[index]?.sort;
        if (sort !== undefined) onSort({ sort, direction });
      }}
      emptyState={<NothingFound>{empty}</NothingFound>}
      pagination={pagination?.hasPrevious || pagination?.hasNext ? pagination : undefined}
    >
      {children}
    </IndexTable>
  );
}

function heading<Sort extends string>(column: Column<Sort>): IndexTableProps['headings'][number] {
  const { title, tooltip, isNumber } = column;
  return { title, id: title, tooltipContent: tooltip, alignment: isNumber ? 'end' : 'start' };
}
