import { Card, IndexTable, useBreakpoints, useIndexResourceState } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { ListSearch, NothingFound } from './list-search.tsx';
import { NamedCell, RowCells } from './row-cells.tsx';

/** How the list is looked at, and what changes it. */
export type ListState = {
  newestFirst: boolean;
  search: string;
  isLoading: boolean;
  onSearch: (search: string) => void;
  onSort: (newestFirst: boolean) => void;
};

type BulkAction = { content: string; onAction: (keys: string[]) => void };

export type ProblemTableProps<Item extends { key: string }> = ListState & {
  name: { singular: string; plural: string };
  items: Item[];
  headings: IndexTableProps['headings'];
  /** The place of the column with the time, by which the list is sorted. */
  timeColumn: number;
  searchHint: string;
  /** What can be done with several at once. */
  bulk?: BulkAction;
  /** What else can be done with several, less often. */
  moreBulk?: BulkAction;
  /** One cell a column. */
  cells: (item: Item) => ReactNode[];
};

/** A list of things that went wrong, newest first, with what can be done about each. */
export function ProblemTable<Item extends { key: string }>(props: ProblemTableProps<Item>) {
  const { name, items, headings, timeColumn, bulk, cells } = props;
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(items, { resourceIDResolver: ({ key }) => key });
  const { smDown } = useBreakpoints();
  const known = new Set(items.map(({ key }) => key));
  const selected = selectedResources.filter((key) => known.has(key));
  /** Other cells speak for themselves; "2 hours ago" does not say what was. */
  function withNamedTime(row: ReactNode[]): ReactNode[] {
    const heading = headings[timeColumn]?.title;
    if (typeof heading !== 'string') return row;
    const named = (
      <NamedCell key="time" heading={heading}>
        {row[timeColumn]}
      </NamedCell>
    );
    return row.with(timeColumn, named);
  }
  function offered(action: BulkAction | undefined) {
    if (action === undefined) return [];
    function onAction() {
      action?.onAction(selected);
      clearSelection();
    }
    return [{ content: action.content, onAction }];
  }
  return (
    <Card padding="0">
      <ListSearch
        label={`Search ${name.plural}`}
        placeholder={props.searchHint}
        value={props.search}
        onChange={props.onSearch}
      />
      <IndexTable
        resourceName={name}
        itemCount={items.length}
        headings={headings}
        loading={props.isLoading}
        condensed={smDown}
        selectable={bulk !== undefined}
        selectedItemsCount={allResourcesSelected ? 'All' : selected.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={offered(bulk)}
        bulkActions={offered(props.moreBulk)}
        sortable={headings.map((_, index) => index === timeColumn)}
        sortColumnIndex={timeColumn}
        sortDirection={props.newestFirst ? 'descending' : 'ascending'}
        onSort={(_, direction) => props.onSort(direction === 'descending')}
        emptyState={<NothingFound>{`No ${name.plural} match the search.`}</NothingFound>}
      >
        {items.map((item, index) => (
          <IndexTable.Row
            key={item.key}
            id={item.key}
            position={index}
            selected={selected.includes(item.key)}
          >
            <RowCells
              cells={smDown ? withNamedTime(cells(item)) : cells(item)}
              isCondensed={smDown}
            />
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
