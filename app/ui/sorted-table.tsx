import { Box, IndexTable, Select, useBreakpoints } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ListView } from '#app/lib/list-view.ts';
import { pagesOf } from './list-pages.tsx';
import { NothingFound } from './list-search.tsx';
import { noRowsWords } from './no-rows-words.ts';
import { sortChoiceOf } from './sort-choice.ts';
import type { ListControls } from './use-list-params.ts';

/** A column; one without `sort` does not sort. */
export type Column<Sort extends string> = {
  title: string;
  sort?: Sort;
  tooltip?: string;
  isNumber?: boolean;
  /** Read out, not shown. */
  isHidden?: boolean;
};

/** What a table needs to know of the list that it shows; lists with places of their own have no page. */
export type TableControls<Sort extends string> = Pick<
  ListControls<Omit<ListView<Sort>, 'page'> & { page?: number }>,
  'view' | 'change' | 'isLoading'
>;

/** What several rows can be chosen for. */
export type RowSelection = Pick<
  IndexTableProps,
  'selectedItemsCount' | 'onSelectionChange' | 'promotedBulkActions' | 'bulkActions'
>;

export type SortedTableProps<Sort extends string> = {
  list: TableControls<Sort>;
  name: { singular: string; plural: string };
  columns: readonly [Column<Sort>, ...Column<Sort>[]];
  /** What the table says where there is nothing to search. */
  empty: string;
  /** Whether there are rows after those of this page. */
  hasMore?: boolean;
  /** The way to other rows, of a list with places of its own. */
  pagination?: IndexTableProps['pagination'];
  selection?: RowSelection;
  /** One `IndexTable.Row` an item, condensed in a narrow window. */
  children: ReactNode[];
};

/** A list of which the headings sort the rows; on a phone, where there are no headings, a choice does. */
export function SortedTable<Sort extends string>(props: SortedTableProps<Sort>) {
  const { list, name, columns, hasMore = false, selection, children } = props;
  const { view, change, isLoading } = list;
  const { smDown } = useBreakpoints();
  const [first, ...others] = columns;
  const pagination = props.pagination ?? pagesOf(list, hasMore);
  return (
    <>
      {smDown && children.length > 0 ? <SortChoice columns={columns} list={list} /> : null}
      <IndexTable
        {...selection}
        resourceName={name}
        itemCount={children.length}
        headings={[heading(first), ...others.map(heading)]}
        selectable={selection !== undefined}
        loading={isLoading}
        condensed={smDown}
        sortable={columns.map(({ sort }) => sort !== undefined)}
        sortColumnIndex={columns.findIndex(({ sort }) => sort === view.sort)}
        sortDirection={view.direction}
        onSort={(index, direction) => {
          const sort = columns[index]?.sort;
          if (sort !== undefined) change({ sort, direction });
        }}
        emptyState={<NothingFound>{noRowsWords(view, name.plural, props.empty)}</NothingFound>}
        pagination={pagination.hasPrevious || pagination.hasNext ? pagination : undefined}
      >
        {children}
      </IndexTable>
    </>
  );
}

type SortChoiceProps<Sort extends string> = Pick<SortedTableProps<Sort>, 'columns' | 'list'>;

function SortChoice<Sort extends string>({ columns, list }: SortChoiceProps<Sort>) {
  const options = columns.flatMap(({ title, sort }) =>
    sort === undefined
      ? []
      : (['descending', 'ascending'] as const).map((direction) => ({
          label: `${title}, ${direction}`,
          value: `${sort} ${direction}` as const,
        })),
  );
  if (options.length === 0) return null;
  return (
    <Box paddingInline="300" paddingBlockEnd="300">
      <Select {...sortChoiceOf(list, options)} labelInline />
    </Box>
  );
}

function heading<Sort extends string>(column: Column<Sort>): IndexTableProps['headings'][number] {
  const { title, tooltip, isNumber, isHidden: hidden = false } = column;
  const alignment = isNumber ? 'end' : 'start';
  return { title, id: title, tooltipContent: tooltip, alignment, hidden };
}
