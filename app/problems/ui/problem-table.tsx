import { Card, IndexTable, useBreakpoints, useIndexResourceState } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ListView } from '#app/lib/list-view.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { NamedCell, RowCells } from '#app/ui/row-cells.tsx';
import { SortedTable, type Column } from '#app/ui/sorted-table.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

type BulkAction = { content: string; onAction: (keys: string[]) => void };

export type ProblemList = ListControls<ListView<'time'>>;

export type ProblemTableProps<Item extends { key: string }> = {
  list: ProblemList;
  name: { singular: string; plural: string };
  items: Item[];
  hasMore: boolean;
  /** One of them sorts by the time. */
  columns: readonly [Column<'time'>, ...Column<'time'>[]];
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
  const { list, name, items, hasMore, columns, bulk, cells } = props;
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(items, { resourceIDResolver: ({ key }) => key });
  const { smDown } = useBreakpoints();
  const known = new Set(items.map(({ key }) => key));
  const selected = selectedResources.filter((key) => known.has(key));
  /** Other cells speak for themselves; "2 hours ago" does not say what was. */
  function withNamedTime(row: ReactNode[]): ReactNode[] {
    return row.map((cell, place) =>
      columns[place]?.sort === 'time' ? (
        <NamedCell key="time" heading={columns[place].title}>
          {cell}
        </NamedCell>
      ) : (
        cell
      ),
    );
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
      <ListSearch label={`Search ${name.plural}`} placeholder={props.searchHint} list={list} />
      <SortedTable
        list={list}
        name={name}
        columns={columns}
        empty={`No ${name.plural}.`}
        hasMore={hasMore}
        selection={
          bulk && {
            selectedItemsCount: allResourcesSelected ? 'All' : selected.length,
            onSelectionChange: handleSelectionChange,
            promotedBulkActions: offered(bulk),
            bulkActions: offered(props.moreBulk),
          }
        }
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
      </SortedTable>
    </Card>
  );
}
