import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { Card, IndexTable, Link, Page, Tabs, Text, TextField } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { applicationQueue, MOST_SHOWN } from '#app/accounts/application-queue.server.ts';
import type { QueueEntry } from '#app/accounts/application-queue.server.ts';
import { readQueueView, VIEW_TABS } from '#app/accounts/queue-view.ts';
import { countryName } from '#app/lib/country.ts';
import { STATE_NAMES, volumeName } from '#app/accounts/words.ts';
import { inShop } from '#app/db.server.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { FitBadge, ResponseBadge, StateBadge, VerifiedBadge } from '#app/ui/application-badges.tsx';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';
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
      live: await readLive(client, shop.id, ['application']),
      queue: await applicationQueue(client, shop.id, view, shop.currency),
    };
  });
  const { currency, timeZone } = shop;
  return { ...queue, live, view, now, currency, timeZone, mostShown: MOST_SHOWN };
}

const HEADINGS: IndexTableProps['headings'] = [
  { title: 'Company' },
  { title: 'Waiting since' },
  { title: 'Answer' },
  { title: 'Fit' },
  { title: 'Country' },
  { title: 'Expected orders a year' },
];
/** Which columns sort, and by what. */
const SORTS = { 1: 'age', 5: 'volume' } as const;
const SORTABLE = HEADINGS.map((_, index) => index in SORTS);

export default function WholesaleQueue() {
  const { live, entries, counts, view, now, currency, timeZone, mostShown } =
    useLoaderData<typeof loader>();
  const [, setParams] = useSearchParams();
  const [search, setSearch] = useState(view.search);
  const isLoading = useNavigation().state === 'loading';
  useLive(live);
  useEffect(() => {
    if (search.trim() === view.search) return undefined;
    const timer = setTimeout(() => change({ search }), 300);
    return () => clearTimeout(timer);
  });

  function change(values: Record<string, string>) {
    setParams(
      (params) => {
        const next = new URLSearchParams(params);
        for (const [name, value] of Object.entries(values)) next.set(name, value);
        return next;
      },
      { replace: true },
    );
  }

  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return (
      <Page title="Wholesale applications">
        <NothingYet heading="Nobody has applied yet">
          Put the block “Wholesale application” on a page of your theme. Applications arrive here
          the moment they are sent.
        </NothingYet>
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
      primaryAction={
        first ? { content: 'Review next', url: `/app/wholesale/${first.id}` } : undefined
      }
    >
      <Card padding="0">
        <Tabs
          tabs={tabs}
          selected={VIEW_TABS.indexOf(view.state)}
          onSelect={(index) => change({ state: VIEW_TABS[index] ?? 'submitted' })}
        />
        <div style={{ padding: 'var(--p-space-300)' }}>
          <TextField
            label="Search applications"
            labelHidden
            placeholder="Company, contact or email address"
            autoComplete="off"
            value={search}
            onChange={setSearch}
            clearButton
            onClearButtonClick={() => setSearch('')}
          />
        </div>
        <IndexTable
          resourceName={{ singular: 'application', plural: 'applications' }}
          itemCount={entries.length}
          headings={HEADINGS}
          selectable={false}
          loading={isLoading}
          sortable={SORTABLE}
          sortColumnIndex={view.sort === 'age' ? 1 : 5}
          sortDirection={view.direction}
          onSort={(index, direction) => {
            change({ sort: index === 5 ? SORTS[5] : SORTS[1], direction });
          }}
          emptyState={
            <div style={{ padding: 'var(--p-space-800)', textAlign: 'center' }}>
              <Text as="p" tone="subdued">
                {view.search ? `No application matches “${view.search}”.` : 'No applications here.'}
              </Text>
            </div>
          }
        >
          {entries.map((entry, index) => (
            <QueueRow key={entry.id} {...{ entry, index, now, currency, timeZone }} />
          ))}
        </IndexTable>
        {entries.length === mostShown ? (
          <div style={{ padding: 'var(--p-space-300)' }}>
            <Text as="p" tone="subdued">
              {`The first ${String(mostShown)} are shown. Search to find the others.`}
            </Text>
          </div>
        ) : null}
      </Card>
    </Page>
  );
}

type QueueRowProps = {
  entry: QueueEntry;
  index: number;
  now: number;
  currency: string;
  timeZone: string;
};

function QueueRow({ entry, index, now, currency, timeZone }: QueueRowProps) {
  return (
    <IndexTable.Row id={entry.id} position={index}>
      <IndexTable.Cell>
        <Link dataPrimaryLink url={`/app/wholesale/${entry.id}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {entry.company}
          </Text>
        </Link>
        <Text as="p" tone="subdued">
          {entry.contactName}
        </Text>
        {entry.verified ? null : <VerifiedBadge isVerified={false} />}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <RelativeTime at={entry.submittedAt} now={now} timeZone={timeZone} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {entry.state === 'submitted' ? (
          <ResponseBadge submittedAt={entry.submittedAt} now={now} />
        ) : (
          <StateBadge state={entry.state} />
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <FitBadge grade={entry.grade} />
      </IndexTable.Cell>
      <IndexTable.Cell>{countryName(entry.country) ?? entry.country}</IndexTable.Cell>
      <IndexTable.Cell>{volumeName(entry.volume, currency)}</IndexTable.Cell>
    </IndexTable.Row>
  );
}
