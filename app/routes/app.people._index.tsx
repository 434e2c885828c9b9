import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Page, Tabs } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { countDuplicates } from '#app/people/page/list-duplicates.server.ts';
import { segmentSizes } from '#app/segments/page/list-segments.server.ts';
import { countStages, listPeople } from '#app/people/page/list-people.server.ts';
import { BAND_CHOICES, readPeopleView, STAGE_TABS } from '#app/people/page/people-view.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { TRADER_KEY, traderTier } from '#app/segments/ready/trader-tier.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PeopleTable } from '#app/people/ui/people-table.tsx';
import { stageName } from '#app/segments/ready/stage-name.ts';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.read');
  const { pool, clock } = context.services;
  const view = readPeopleView(new URL(request.url).searchParams);
  const now = clock.now();
  const { live, page, counts, traders, duplicates } = await inShop(
    pool,
    shop.id,
    async (client) => {
      await recordRead(client, shop.id, staffId, 'people', now);
      return {
        live: await readLive(client, shop.id, ['membership', 'possible_duplicate', 'profile']),
        page: await listPeople(client, shop.id, view),
        counts: await countStages(client, shop.id),
        traders: (await segmentSizes(client, shop.id)).get(TRADER_KEY) ?? 0,
        duplicates: await countDuplicates(client, shop.id),
      };
    },
  );
  const { currency, timeZone } = shop;
  return { ...page, live, counts, traders, duplicates, view, now, currency, timeZone };
}

export default function People() {
  const { live, people, previous, next, isOfNewest, counts, traders, duplicates, view, ...shop } =
    useLoaderData<typeof loader>();
  const list = useListParams(view);
  useLive(live);

  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return (
      <Page title="People">
        <EmptyState heading="No people yet" action={{ content: 'Finish the set-up', url: '/app' }}>
          Everyone who visits, fills a cart, orders or applies appears here at once, with how close
          they are to buying.
        </EmptyState>
      </Page>
    );
  }
  const tabs = STAGE_TABS.map((stage) => {
    if (stage === 'all') return { id: stage, content: `All (${formatNumber(total)})` };
    const [name, count] =
      stage === TRADER_KEY ? [traderTier.name, traders] : [stageName(stage), counts[stage] ?? 0];
    return { id: stage, content: `${name} (${formatNumber(count)})` };
  });
  return (
    <Page
      title="People"
      subtitle="Everyone who visited, bought or applied, the closest to buying first. Live."
      fullWidth
      secondaryActions={[
        {
          content: `Possible duplicates (${formatNumber(duplicates)})`,
          url: '/app/people/duplicates',
        },
      ]}
    >
      <Card padding="0">
        <Tabs
          tabs={tabs}
          selected={STAGE_TABS.indexOf(view.stage)}
          onSelect={(index) => list.change({ stage: STAGE_TABS[index] ?? 'all' })}
        />
        <ListSearch
          label="Search people"
          placeholder="Name or email address"
          list={list}
          choice={{
            label: 'How close to buying',
            options: BAND_CHOICES,
            value: view.band,
            onChange: (band) => list.change({ band }),
          }}
        />
        <PeopleTable
          people={people}
          list={list}
          previous={previous}
          next={next}
          isOfNewest={isOfNewest}
          now={shop.now}
          currency={shop.currency}
          timeZone={shop.timeZone}
        />
      </Card>
    </Page>
  );
}
