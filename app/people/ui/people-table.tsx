import { Badge, Box, IndexTable, InlineStack, useBreakpoints } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ListedPerson } from '#app/people/page/list-people.ts';
import { MEMBERS_SORTED, type PeopleView } from '#app/people/page/people-view.ts';
import { PEOPLE, formatCount } from '#app/lib/format/count.ts';
import { ORDERS_COLUMN, SPENT_COLUMN, orderCells } from '#app/profiles/ui/order-cells.tsx';
import { GradeBadge } from '#app/scoring/ui/grade-badge.tsx';
import { stageName } from '#app/segments/ready/stage-name.ts';
import { TraderBadge } from '#app/segments/ui/trader-badge.tsx';
import { PersonCell } from '#app/profiles/ui/person-cell.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { RowCells } from '#app/ui/row-cells.tsx';
import { SortedTable, type Column } from '#app/ui/sorted-table.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

type PeopleColumn = Column<PeopleView['sort']>;

const COLUMNS: [PeopleColumn, ...PeopleColumn[]] = [
  { title: 'Person' },
  {
    title: 'Score',
    sort: 'score',
    tooltip:
      'Letter: how well the person suits the shop, A to D. Digit: how close to buying, 1 to 4. Behind it both in one number, 0 to 100.',
  },
  { title: 'Stage' },
  { title: 'Last seen', sort: 'seen' },
  { title: 'Email' },
  { ...ORDERS_COLUMN, tooltip: 'All time, without cancelled orders' },
  SPENT_COLUMN,
];

export type PeopleTableProps = {
  people: ListedPerson[];
  list: ListControls<PeopleView>;
  previous: string | null;
  next: string | null;
  /** Whether only the newest members are sorted. */
  isOfNewest: boolean;
  now: number;
  currency: string;
  timeZone: string;
};

/** People with the figures that distinguish them; sorts and pages through the address. */
export function PeopleTable(props: PeopleTableProps) {
  const { people, list, previous, next, isOfNewest, ...shop } = props;
  const { smDown } = useBreakpoints();
  const table = (
    <SortedTable
      name={{ singular: 'person', plural: 'people' }}
      columns={COLUMNS}
      list={list}
      empty="No people here."
      pagination={{
        hasPrevious: previous !== null,
        hasNext: next !== null,
        onPrevious: () => list.change({ before: previous ?? '' }),
        onNext: () => list.change({ after: next ?? '' }),
      }}
    >
      {people.map((person, index) => (
        <IndexTable.Row key={person.id} id={person.id} position={index}>
          {smDown ? (
            <RowCells isCondensed cells={cellsOf(person, { ...shop, isCondensed: true })} />
          ) : (
            cellsOf(person, { ...shop, isCondensed: false }).map((cell, column) => (
              // The places of the cells never change.
              <IndexTable.Cell key={column}>{cell}</IndexTable.Cell>
            ))
          )}
        </IndexTable.Row>
      ))}
    </SortedTable>
  );
  return (
    <>
      {isOfNewest ? (
        <Box paddingInline="300" paddingBlockEnd="300">
          <SubduedText>
            {`Only the newest ${formatCount(MEMBERS_SORTED, PEOPLE)} are sorted. Search to find any other.`}
          </SubduedText>
        </Box>
      ) : null}
      {table}
    </>
  );
}

type CellContext = Pick<PeopleTableProps, 'now' | 'currency' | 'timeZone'> & {
  isCondensed: boolean;
};

function cellsOf(person: ListedPerson, context: CellContext): ReactNode[] {
  const { currency, isCondensed, ...time } = context;
  return [
    <PersonCell key="person" person={person} />,
    <GradeBadge key="grade" grade={person.grade} score={person.score} band={person.band} />,
    <InlineStack key="stage" gap="200" wrap={isCondensed}>
      {stageName(person.stage)}
      {person.isTrader ? <TraderBadge /> : null}
    </InlineStack>,
    <TimeCell
      key="seen"
      {...time}
      heading="Last seen"
      at={person.lastSeenAt}
      isCondensed={isCondensed}
    />,
    person.subscribed ? (
      <Badge key="mail" tone="success">
        Subscribed
      </Badge>
    ) : (
      <Badge key="mail">Not subscribed</Badge>
    ),
    ...orderCells({ person, currency, isCondensed }),
  ];
}
