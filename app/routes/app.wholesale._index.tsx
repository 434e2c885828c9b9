import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Link, Page, Tabs, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import {
  applicationQueue,
  type QueueEntry,
} from '#app/applications/store/list-applications.server.ts';
import { readQueueView, VIEW_TABS, type QueueSort } from '#app/applications/queue-view.ts';
import { countryName } from '#app/lib/country.ts';
import { STATE_NAMES, volumeName } from '#app/applications/words.ts';
import { inShop } from '#app/platform/db.server.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import {
  FitBadge,
  ResponseBadge,
  StateBadge,
  VerifiedBadge,
} from '#app/applications/ui/application-badges.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { NamedCell } from '#app/ui/row-cells.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'applications.read');
  const { pool, clock } = context.services;
  const view = readQueueView(new URL(request.url).searchParams);
  const now = clock.now();
  const { live, queue } = await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'applications', now);
    return {
      live: await readLive(client, shop.id, ['application', 'effect']),
      queue: await applicationQueue(client, shop.id, view, shop.currency),
    };
  });
  const { currency, timeZone } = shop;
  return { ...queue, live, view, now, currency, timeZone };
}

const NAME = { singular: 'application', plural: 'applications' };
const COLUMNS: [Column<QueueSort>, ...Column<QueueSort>[]] = [
  { title: 'Company', sort: 'company' },
  { title: 'Waiting since', sort: 'age' },
  { title: 'Answer' },
  { title: 'Fit' },
  { title: 'Country', sort: 'country' },
  { title: 'Expected orders a year', sort: 'volume' },
];

export default function WholesaleQueue() {
  const { live, entries, hasMore, counts, view, ...shop } = useLoaderData<typeof loader>();
  const list = useListParams(view);
  const may = useMay();
  useLive(live);

  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const traders = may('people.read')
    ? [{ content: 'Customers who buy like traders', url: '/app/wholesale/traders' }]
    : [];
  if (total === 0) {
    return (
      <Page title="Wholesale applications" secondaryActions={traders}>
        <EmptyState heading="No applications yet">
          Put the block “Wholesale application” on a page of your theme. Applications arrive here
          the moment they are sent.
        </EmptyState>
      </Page>
    );
  }
  const tabs = VIEW_TABS.map((state) => ({
    id: state,
    content:
      state === 'all'
        ? `All (${formatNumber(total)})`
        : `${STATE_NAMES[state]} (${formatNumber(counts[state])})`,
  }));
  const first = entries.find(({ state }) => state === 'submitted');
  return (
    <Page
      title="Wholesale applications"
      subtitle="Companies that asked for a wholesale account. Answer each within 24 hours."
      secondaryActions={traders}
      primaryAction={
        first ? { content: 'Review next', url: `/app/wholesale/${first.id}` } : undefined
      }
    >
      <Card padding="0">
        <Tabs
          tabs={tabs}
          selected={VIEW_TABS.indexOf(view.state)}
          onSelect={(index) => list.change({ state: VIEW_TABS[index] ?? 'submitted' })}
        />
        <ListSearch
          label="Search applications"
          placeholder="Company, contact or email address"
          list={list}
        />
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
      </Card>
    </Page>
  );
}

type CellContext = { now: number; currency: string; timeZone: string; isCondensed: boolean };

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
