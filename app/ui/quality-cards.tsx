import { BlockStack, Card, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { OddPlace, OddSort, OddView } from '#app/events/odd-values.server.ts';
import type { Drift } from '#app/insights/drift.ts';
import { driftAdvice, fieldWords, oddAdvice } from '#app/insights/quality-words.ts';
import type { Leftovers, Share, Shares } from '#app/insights/source-shares.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { ListSearch, NothingFound } from './list-search.tsx';
import { RowButtons } from './problem-cells.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowCells } from './row-cells.tsx';
import { SortedTable, type Column } from './sorted-table.tsx';
import { StackedTable } from './stacked-table.tsx';
import { CardHead } from './topic-cards.tsx';

/** A place first seen within this time is new. */
const NEW_WITHIN = 7 * DAY;

export type OddValuesCardProps = {
  places: OddPlace[];
  view: OddView;
  search: string;
  isLoading: boolean;
  onSearch: (search: string) => void;
  onSort: (view: Pick<OddView, 'sort' | 'direction'>) => void;
  /** Null for who may not see what was sent. */
  onShow: ((place: OddPlace) => void) | null;
  now: number;
  timeZone: string;
};

const COLUMNS: [Column<OddSort>, ...Column<OddSort>[]] = [
  { title: 'What' },
  { title: 'Times in all', sort: 'times' },
  { title: 'First seen', sort: 'first' },
  { title: 'Last seen', sort: 'last' },
  { title: 'What to do' },
];

/** Values that could not be read: kept as they were written, counted here. */
export function OddValuesCard(props: OddValuesCardProps) {
  const { places, view, search, isLoading, onSearch, onSort, onShow, ...time } = props;
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <CardHead
        title="Values that could not be read"
        text="They are kept as they were written and never become nought or today. A sample is kept for 30 days; looking at one is written into the audit log. The list holds up to 100; the search finds the others."
      />
      <ListSearch
        label="Search values"
        placeholder="Topic, field or problem"
        value={search}
        onChange={onSearch}
      />
      <SortedTable
        name={{ singular: 'value', plural: 'values' }}
        columns={COLUMNS}
        view={view}
        isLoading={isLoading}
        onSort={onSort}
        empty={
          view.search === ''
            ? 'All is well: every value could be read.'
            : 'No values match the search.'
        }
      >
        {places.map((place, index) => {
          const { topic, field, problem, times, firstSeenAt, lastSeenAt, hasSample } = place;
          const id = `${topic} ${field} ${problem}`;
          return (
            <IndexTable.Row key={id} id={id} position={index}>
              <RowCells
                isCondensed={smDown}
                cells={[
                  <BlockStack key="what">
                    <Text as="span">{`${field}: ${problem}`}</Text>
                    <Text as="span" tone="subdued">
                      {props.now - firstSeenAt < NEW_WITHIN ? `${topic}, new this week` : topic}
                    </Text>
                  </BlockStack>,
                  smDown ? `${formatNumber(times)} times in all` : formatNumber(times),
                  <RelativeTime key="first" at={firstSeenAt} {...time} />,
                  <RelativeTime key="last" at={lastSeenAt} {...time} />,
                  <BlockStack key="do" gap="100">
                    <div style={{ whiteSpace: 'normal' }}>{oddAdvice(field)}</div>
                    {hasSample && onShow !== null ? (
                      <RowButtons
                        isBusy={false}
                        buttons={[
                          {
                            content: 'Show sample',
                            label: `Show a sample of ${field}`,
                            onAction: () => onShow(place),
                          },
                        ]}
                      />
                    ) : null}
                  </BlockStack>,
                ]}
              />
            </IndexTable.Row>
          );
        })}
      </SortedTable>
    </Card>
  );
}

/** Fields that hardly come any more. */
export function DriftCard({ drifts }: { drifts: Drift[] }) {
  return (
    <Card padding="0">
      <CardHead
        title="Fields that stopped coming, last 3 days"
        text="Shares are of the deliveries of a topic, against the four weeks before."
      />
      {drifts.length === 0 ? (
        <NothingFound>All is well: every field comes about as often as before.</NothingFound>
      ) : (
        <StackedTable
          name={{ singular: 'field', plural: 'fields' }}
          headings={['Topic', 'Field', 'Last 3 days', '4 weeks before', 'What to do']}
          rows={drifts.map(({ topic, field, before, lately }) => ({
            id: `${topic} ${field}`,
            cells: [topic, fieldWords(field), percent(lately), percent(before), driftAdvice(field)],
          }))}
        />
      )}
    </Card>
  );
}

const SHARES: [key: keyof Shares, name: string, advice: string][] = [
  [
    'peopleSource',
    'New people without a known source',
    'Switch on the Tendril embed in your theme, and keep utm parameters on redirects.',
  ],
  [
    'peopleCampaign',
    'New people without utm_campaign',
    'Tag the links of your campaigns; direct visits have none.',
  ],
  ['ordersSource', 'Orders without a known source', 'Orders from a till or a draft have none.'],
  ['ordersCampaign', 'Orders without utm_campaign', 'Tag the links of your campaigns.'],
  [
    'unmatched',
    'People seen who told no address, number or account',
    'A visitor becomes a person in the checkout, by a form or by a link in a mail.',
  ],
];

/** What is missing of sources and identities, beside the week before. */
export function SharesCard({ lately, before }: { lately: Shares; before: Shares }) {
  return (
    <Card padding="0">
      <CardHead
        title="Sources and visitors, last 7 days"
        text="Of up to 5,000 people seen and orders placed in a period."
      />
      <StackedTable
        name={{ singular: 'share', plural: 'shares' }}
        headings={['What is missing', 'Last 7 days', '7 days before', 'What to do']}
        rows={SHARES.map(([key, name, advice]) => ({
          id: key,
          cells: [name, share(lately[key]), share(before[key]), advice],
        }))}
      />
    </Card>
  );
}

/** What waits for a person, and what the storefront's door refused. */
export function LeftoversCard({ leftovers }: { leftovers: Leftovers }) {
  const { quarantined, duplicates, storefront } = leftovers;
  const rows: [string, number, ReactNode][] = [
    [
      'Deliveries set aside, now',
      quarantined,
      <Link key="do" url="/app/problems">
        Look at them and replay
      </Link>,
    ],
    [
      'Possible duplicates, open now',
      duplicates,
      <Link key="do" url="/app/people/duplicates">
        Decide whether they are one person
      </Link>,
    ],
    ['Storefront events taken, last 7 days', storefront.taken, 'Nothing'],
    [
      'Storefront events left out without consent, last 7 days',
      storefront.withoutConsent,
      'Nothing: the visitor’s choice',
    ],
    [
      'Storefront events not readable, last 7 days',
      storefront.malformed,
      'Look for another script that sends to Tendril',
    ],
    [
      'Storefront events too old or in the future, last 7 days',
      storefront.outOfTime,
      'Nothing: a visitor’s clock is wrong',
    ],
    [
      'Storefront batches above the limit, last 7 days',
      storefront.limited,
      'Usually a robot; nothing of signed news is held up',
    ],
  ];
  return (
    <Card padding="0">
      <CardHead title="Set aside and left out" text="The last 7 days include today." />
      <StackedTable
        name={{ singular: 'count', plural: 'counts' }}
        headings={['What', 'How many', 'What to do']}
        rows={rows.map(([what, count, advice]) => ({
          id: what,
          cells: [what, formatNumber(count), advice],
        }))}
      />
    </Card>
  );
}

/** "12 of 40 (30 %)". */
function share({ all, missing }: Share): string {
  if (all === 0) return 'None came';
  return `${formatNumber(missing)} of ${formatNumber(all)} (${percent(missing / all)})`;
}

function percent(part: number): string {
  return `${String(Math.round(part * 100))} %`;
}
