import { Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { QueueSort, QueueView } from '#app/applications/queue-view.ts';
import type { QueueEntry } from '#app/applications/list-applications.ts';
import { volumeName } from '#app/applications/words.ts';
import { countryName } from '#app/lib/country.ts';
import { NamedCell } from '#app/ui/row-cells.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';
import type { ShopTime } from './applicant-cards.tsx';
import { FitBadge, ResponseBadge, StateBadge, VerifiedBadge } from './application-badges.tsx';

const NAME = { singular: 'application', plural: 'applications' };
const COLUMNS: [Column<QueueSort>, ...Column<QueueSort>[]] = [
  { title: 'Company', sort: 'company' },
  { title: 'Waiting since', sort: 'age' },
  { title: 'Answer' },
  { title: 'Fit' },
  { title: 'Country', sort: 'country' },
  { title: 'Expected orders a year', sort: 'volume' },
];

export type ApplicationTableProps = {
  entries: QueueEntry[];
  list: ListControls<QueueView>;
  hasMore: boolean;
} & ShopTime;

/** The applications of one page of the queue; sorts and pages through the address. */
export function ApplicationTable({ entries, list, hasMore, ...shop }: ApplicationTableProps) {
  return (
    <SortedRows
      list={list}
      name={NAME}
      columns={COLUMNS}
      empty="No applications here."
      hasMore={hasMore}
      rows={entries.map((entry) => ({
        id: entry.id,
        cells: (isCondensed) => cellsOf(entry, { ...shop, isCondensed }),
      }))}
    />
  );
}

type CellContext = ShopTime & { isCondensed: boolean };

function cellsOf(entry: QueueEntry, context: CellContext): ReactNode[] {
  const { now, currency, timeZone, isCondensed } = context;
  const { state, submittedAt } = entry;
  const volume = volumeName(entry.volume, currency);
  return [
    <CompanyCell key="company" entry={entry} />,
    <TimeCell
      key="since"
      heading="Waiting since"
      at={submittedAt}
      now={now}
      timeZone={timeZone}
      isCondensed={isCondensed}
    />,
    state === 'submitted' ? (
      <ResponseBadge key="answer" submittedAt={submittedAt} now={now} />
    ) : (
      <StateBadge key="answer" state={state} isRefused={entry.refused} />
    ),
    <FitBadge key="fit" grade={entry.grade} />,
    countryName(entry.country) ?? entry.country,
    isCondensed ? (
      <NamedCell key="volume" heading="Expected orders a year">
        {volume}
      </NamedCell>
    ) : (
      volume
    ),
  ];
}

function CompanyCell({ entry }: { entry: QueueEntry }) {
  return (
    <>
      <Link dataPrimaryLink url={`/app/wholesale/${entry.id}`} removeUnderline>
        <Text as="span" fontWeight="semibold">
          {entry.company}
        </Text>
      </Link>
      <Text as="p" tone="subdued">
        {entry.contactName}
      </Text>
      {entry.verified ? null : <VerifiedBadge isVerified={false} />}
    </>
  );
}
