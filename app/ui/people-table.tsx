import { Badge, IndexTable, Link, Text } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { personName } from '#app/insights/person-facts.ts';
import type { ListedPerson } from '#app/insights/list-people.server.ts';
import type { PeopleView } from '#app/insights/people-view.ts';
import { NothingFound } from './list-search.tsx';
import { Money } from './money.tsx';
import { GradeBadge, stageName } from './person-badges.tsx';
import { RelativeTime } from './relative-time.tsx';

const HEADINGS: IndexTableProps['headings'] = [
  { title: 'Person' },
  {
    title: 'Score',
    tooltipContent:
      'Letter: how well the person suits the shop, A to D. Digit: how close to buying, 1 to 4. Behind it both in one number, 0 to 100.',
  },
  { title: 'Stage' },
  { title: 'Last seen' },
  { title: 'Mail' },
  {
    title: 'Orders',
    alignment: 'end',
    tooltipContent: 'Since the beginning, cancelled ones not counted',
  },
  { title: 'Spent', alignment: 'end', tooltipContent: 'Since the beginning, refunds taken off' },
];
/** Which columns sort, and by what. */
const SORTS = new Map<number, PeopleView['sort']>([
  [1, 'score'],
  [3, 'seen'],
  [6, 'spent'],
]);

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
    <IndexTable
      resourceName={{ singular: 'person', plural: 'people' }}
      itemCount={people.length}
      headings={HEADINGS}
      selectable={false}
      loading={isLoading}
      sortable={HEADINGS.map((_, index) => SORTS.has(index))}
      defaultSortDirection="descending"
      sortColumnIndex={[...SORTS].find(([, sort]) => sort === view.sort)?.[0]}
      sortDirection={view.direction}
      onSort={(index, direction) => onChange({ sort: SORTS.get(index) ?? 'score', direction })}
      emptyState={<NobodyHere view={view} />}
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
    </IndexTable>
  );
}

function NobodyHere({ view }: { view: PeopleView }) {
  return (
    <NothingFound>
      {view.search === '' ? 'Nobody is here at the moment.' : `Nobody matches “${view.search}”.`}
    </NothingFound>
  );
}
