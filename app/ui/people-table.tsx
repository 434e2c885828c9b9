import { Badge, IndexTable, Link, Text } from '@shopify/polaris';
import { personName } from '#app/insights/person-facts.ts';
import type { ListedPerson } from '#app/insights/list-people.server.ts';
import type { PeopleView } from '#app/insights/people-view.ts';
import { Money } from './money.tsx';
import { GradeBadge, stageName } from './person-badges.tsx';
import { RelativeTime } from './relative-time.tsx';
import { SortedTable, type Column } from './sorted-table.tsx';

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
  { title: 'Mail' },
  {
    title: 'Orders',
    isNumber: true,
    tooltip: 'Since the beginning, cancelled ones not counted',
  },
  {
    title: 'Spent',
    sort: 'spent',
    isNumber: true,
    tooltip: 'Since the beginning, refunds taken off',
  },
];

export type PeopleTableProps = {
  people: ListedPerson[];
  view: PeopleView;
  isLoading: boolean;
  previous: string | null;
  next: string | null;
  onChange: (values: Record<string, string>) => void;
  now: number;
  currency: string;
  timeZone: string;
};

/** People with what tells them apart; sorts and pages through the address. */
export function PeopleTable(props: PeopleTableProps) {
  const { people, view, isLoading, previous, next, onChange, now, currency, timeZone } = props;
  return (
    <SortedTable
      name={{ singular: 'person', plural: 'people' }}
      columns={COLUMNS}
      view={view}
      isLoading={isLoading}
      onSort={onChange}
      empty={
        view.search === '' ? 'Nobody is here at the moment.' : `Nobody matches “${view.search}”.`
      }
      isCondensable={false}
      pagination={{
        hasPrevious: previous !== null,
        hasNext: next !== null,
        onPrevious: () => onChange({ before: previous ?? '' }),
        onNext: () => onChange({ after: next ?? '' }),
      }}
    >
      {people.map((person, index) => (
        <IndexTable.Row key={person.id} id={person.id} position={index}>
          <IndexTable.Cell>
            <Link dataPrimaryLink url={`/app/people/${person.id}`} removeUnderline monochrome>
              <Text as="span" fontWeight="semibold">
                {personName(person)}
              </Text>
            </Link>
            {person.name !== null && person.email !== null ? (
              <Text as="p" variant="bodySm" tone="subdued">
                {person.email}
              </Text>
            ) : null}
          </IndexTable.Cell>
          <IndexTable.Cell>
            <GradeBadge grade={person.grade} score={person.score} band={person.band} />
          </IndexTable.Cell>
          <IndexTable.Cell>{stageName(person.stage)}</IndexTable.Cell>
          <IndexTable.Cell>
            <RelativeTime at={person.lastSeenAt} now={now} timeZone={timeZone} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            {person.subscribed ? (
              <Badge tone="success">Subscribed</Badge>
            ) : (
              <Badge>Not subscribed</Badge>
            )}
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {person.orders}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              <Money minor={person.spentMinor} currency={currency} />
            </Text>
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </SortedTable>
  );
}
