import { Card, IndexTable, useBreakpoints, useIndexResourceState } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useMay } from '#app/access/ui/use-may.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { RowButtons } from '#app/ui/row-buttons.tsx';
import { RowCells } from '#app/ui/row-cells.tsx';
import { SortedTable, type Column } from '#app/ui/sorted-table.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';
import type { ProblemAction, ProblemKind } from './problem-kind.ts';
import type { ProblemDecisions } from './use-problem-decisions.ts';

export type ProblemTableProps<Item extends { key: string }> = PageTime &
  Pick<ProblemDecisions, 'act' | 'isBusy'> & {
    kind: ProblemKind<Item>;
    list: ListControls<ListView<'time'>>;
    items: Item[];
    hasMore: boolean;
  };

/** A list of things that went wrong, newest first, with what can be done about each. */
export function ProblemTable<Item extends { key: string }>(props: ProblemTableProps<Item>) {
  const { kind, list, items, hasMore, act, isBusy, now, timeZone } = props;
  const { name, time, bulk, moreBulk } = kind;
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(items, { resourceIDResolver: ({ key }) => key });
  const { smDown } = useBreakpoints();
  const may = useMay();
  const known = new Set(items.map(({ key }) => key));
  const selected = selectedResources.filter((key) => known.has(key));
  const columns: readonly [Column<'time'>, ...Column<'time'>[]] = [
    ...kind.columns,
    { title: time.title, sort: 'time' },
    { title: 'Actions', isHidden: true },
  ];
  function cellsOf(item: Item): ReactNode[] {
    const buttons = kind
      .actions(item)
      .filter(({ needs }) => needs === undefined || may(needs))
      .map(({ intent, ...button }) => ({ ...button, onAction: () => act(intent, [item.key]) }));
    return [
      ...kind.columns.map(({ cell }) => cell(item)),
      <TimeCell
        key="time"
        at={time.at(item)}
        now={now}
        timeZone={timeZone}
        heading={time.title}
        isCondensed={smDown}
      />,
      buttons.length === 0 ? null : <RowButtons key="actions" isBusy={isBusy} buttons={buttons} />,
    ];
  }
  function offered(action: ProblemAction | undefined) {
    if (action === undefined) return [];
    const { content, intent } = action;
    function onAction() {
      act(intent, selected);
      clearSelection();
    }
    return [{ content, onAction }];
  }
  return (
    <Card padding="0">
      <ListSearch label={`Search ${name.plural}`} placeholder={kind.searchHint} list={list} />
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
            bulkActions: offered(moreBulk),
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
            <RowCells cells={cellsOf(item)} isCondensed={smDown} />
          </IndexTable.Row>
        ))}
      </SortedTable>
    </Card>
  );
}
