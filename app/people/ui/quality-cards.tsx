import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { DataIssueGroup, DataIssueSort } from '#app/events/inbox/data-issues.ts';
import type { Drift } from '#app/events/page/drift.ts';
import {
  DRIFT_ORDER,
  LOOKED_AT_A_DAY,
  QUALITY_SHOWN,
  type DriftSort,
} from '#app/events/page/quality-view.ts';
import { driftAdvice, fieldWords, dataIssueAdvice } from '#app/events/page/quality-words.ts';
import type { Leftovers, Share, Shares } from '#app/people/page/source-shares.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { DAY } from '#app/lib/duration.ts';
import { TIMES, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatPartOf, formatShare } from '#app/lib/format/share.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import { CardHead } from '#app/ui/card-head.tsx';
import { ListCard } from '#app/ui/list-card.tsx';
import { ListSearch, NothingFound } from '#app/ui/list-search.tsx';
import { RowButtons } from '#app/ui/row-buttons.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

/** A place first seen within this time is new. */
const NEW_WITHIN = 7 * DAY;

export type DataIssuesCardProps = {
  places: RowPage<DataIssueGroup>;
  list: ListControls<ListView<DataIssueSort>>;
  /** Null for who may not see what was sent. */
  onShow: ((place: DataIssueGroup) => void) | null;
  now: number;
  timeZone: string;
};

const COLUMNS: [Column<DataIssueSort>, ...Column<DataIssueSort>[]] = [
  { title: 'What' },
  { title: 'Times in total', sort: 'times' },
  { title: 'First seen', sort: 'first' },
  { title: 'Last seen', sort: 'last' },
  { title: 'What to do' },
];

/** Values that could not be parsed: stored as they were received, counted here. */
export function DataIssuesCard(props: DataIssuesCardProps) {
  const { places, list, onShow, now, timeZone } = props;
  return (
    <ListCard
      title="Values that could not be read"
      text="They are stored as received and are never replaced by 0 or today’s date. A sample is kept for 30 days; viewing one is recorded in the audit log."
      searchHint="Topic, field or problem"
      name={{ singular: 'value', plural: 'values' }}
      columns={COLUMNS}
      list={list}
      empty="No issues found."
      hasMore={places.hasMore}
      rows={places.rows.map((place) => ({
        id: `${place.topic} ${place.field} ${place.problem}`,
        cells(isCondensed) {
          const { topic, field, problem, times, firstSeenAt, lastSeenAt, hasSample } = place;
          const time = { now, timeZone, isCondensed };
          return [
            <BlockStack key="what">
              <Text as="span">{`${field}: ${problem}`}</Text>
              <Text as="span" tone="subdued">
                {now - firstSeenAt < NEW_WITHIN ? `${topic}, new this week` : topic}
              </Text>
            </BlockStack>,
            isCondensed ? `${formatCount(times, TIMES)} in total` : formatNumber(times),
            <TimeCell key="first" {...time} heading="First seen" at={firstSeenAt} />,
            <TimeCell key="last" {...time} heading="Last seen" at={lastSeenAt} />,
            <BlockStack key="do" gap="100">
              <div style={{ whiteSpace: 'normal' }}>{dataIssueAdvice(field)}</div>
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
          ];
        },
      }))}
    />
  );
}

const DRIFT_COLUMNS: [Column<DriftSort>, ...Column<DriftSort>[]] = [
  { title: 'Topic', sort: 'topic' },
  { title: 'Field', sort: 'field' },
  { title: 'Last 3 days', sort: 'lately' },
  { title: '4 weeks before', sort: 'before' },
  { title: 'What to do' },
];

type DriftCardProps = { drifts: Drift[]; list: ListControls<ListView<DriftSort>> };

/** Fields that hardly arrive any more. */
export function DriftCard({ drifts, list }: DriftCardProps) {
  const { rows, hasMore } = arrangeRows(drifts, list.view, DRIFT_ORDER, QUALITY_SHOWN);
  return (
    <Card padding="0">
      <CardHead
        title="Fields that stopped arriving, last 3 days"
        text="Shares are of the deliveries of a topic, against the four weeks before."
      />
      {drifts.length === 0 ? (
        <NothingFound>No issues found.</NothingFound>
      ) : (
        <>
          <ListSearch label="Search fields" placeholder="Topic or field" list={list} />
          <SortedRows
            list={list}
            name={{ singular: 'field', plural: 'fields' }}
            columns={DRIFT_COLUMNS}
            empty="No fields."
            hasMore={hasMore}
            rows={rows.map(({ topic, field, before, lately }) => ({
              id: `${topic} ${field}`,
              cells: [
                topic,
                fieldWords(field),
                formatShare(lately),
                formatShare(before),
                driftAdvice(field),
              ],
            }))}
          />
        </>
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
    'People last seen then without an address, number or account',
    'A visitor becomes a person in the checkout, by a form or by a link in an email.',
  ],
];

/** What is missing of sources and identities, beside the week before. */
export function SharesCard({ lately, before }: { lately: Shares; before: Shares }) {
  return (
    <Card padding="0">
      <CardHead
        title="Sources and visitors, last 7 days"
        text={`Of all new people, and of up to ${formatNumber(LOOKED_AT_A_DAY)} people and orders of each day.`}
      />
      <StackedTable
        name={{ singular: 'share', plural: 'shares' }}
        headings={['What is missing', 'Last 7 days', '7 days before', 'What to do']}
        rows={SHARES.map(([key, name, advice]) => ({
          id: key,
          cells: [
            name,
            <PeriodShare key="lately" {...lately[key]} />,
            <PeriodShare key="before" {...before[key]} />,
            advice,
          ],
        }))}
      />
    </Card>
  );
}

/** What needs a decision by staff, and what the pixel handler refused. */
export function LeftoversCard({ leftovers }: { leftovers: Leftovers }) {
  const { quarantined, duplicates, storefront } = leftovers;
  const rows: [string, number, ReactNode][] = [
    [
      'Quarantined webhooks, now',
      quarantined,
      <Link key="do" url="/app/problems">
        Review and replay
      </Link>,
    ],
    [
      'Possible duplicates, open now',
      duplicates,
      <Link key="do" url="/app/people/duplicates">
        Review duplicates
      </Link>,
    ],
    ['Storefront events received, last 7 days', storefront.taken, 'Nothing'],
    [
      'Storefront events dropped without consent, last 7 days',
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
      'Usually a bot; signed webhooks are not held up',
    ],
  ];
  return (
    <Card padding="0">
      <CardHead title="Quarantined and dropped" text="The last 7 days include today." />
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
function PeriodShare({ all, missing }: Share) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>{all === 0 ? 'None' : formatPartOf(missing, all)}</span>
  );
}
