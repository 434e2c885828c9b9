import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Card, Page, Tabs } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { useMay } from '#app/access/ui/use-may.ts';
import { inShop } from '#app/platform/db.server.ts';
import { loadRecomputeProgress } from '#app/engine/recompute/recompute-progress.server.ts';
import { compareSegments } from '#app/segments/page/compare-segments.server.ts';
import { tooManyWords } from '#app/segments/page/segment-health.ts';
import { FUNNEL_TABS } from '#app/segments/page/segment-lines.ts';
import { listSegments } from '#app/segments/page/segment-list.server.ts';
import { readSegmentList } from '#app/segments/page/segment-view.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { FUNNEL_STAGES, funnelStageName } from '#app/segments/ready/funnel-stage.ts';
import { RecomputeBanner } from '#app/engine/ui/recompute-banner.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { SegmentComparison } from '#app/segments/ui/segment-comparison.tsx';
import { SegmentTable } from '#app/segments/ui/segment-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const view = readSegmentList(new URL(request.url).searchParams);
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['assessment', 'membership', 'segment']);
    const list = await listSegments(client, shop, view, now);
    const isUsed = view.shown === 'used';
    // People about to buy look better than people who just came by: only one stage is compared.
    const compared = view.stage === 'all' || !isUsed ? [] : list.rows.map(({ key }) => key);
    return {
      live,
      ...list,
      tooMany: isUsed ? tooManyWords(list.own, list.idle) : null,
      assessing: await loadRecomputeProgress(client, shop.id),
      figures: compared.length < 2 ? [] : await compareSegments(client, shop.id, compared, now),
      view,
      currency: shop.currency,
    };
  });
}

export default function Segments() {
  const { live, rows, hasMore, counts, people, tooMany, ...page } = useLoaderData<typeof loader>();
  const { assessing, figures, view, currency } = page;
  const { stage, shown } = view;
  const list = useListParams(view);
  const may = useMay();
  useLive(live);
  const tabs = FUNNEL_TABS.map((tab, place) => ({
    id: tab,
    content: `${tab === 'all' ? 'All' : funnelStageName(tab)} (${formatNumber(counts[place] ?? 0)})`,
  }));
  const success = FUNNEL_STAGES.find(({ key }) => key === stage)?.success ?? '';
  return (
    <Page
      fullWidth
      title="Segments"
      subtitle="Groups of people that matter and how they change. Members are updated live."
      primaryAction={
        may('segments.edit') ? { content: 'Create segment', url: '/app/segments/new' } : undefined
      }
      secondaryActions={
        may('segments.share') ? [{ content: 'Shopify segments', url: '/app/segments/shopify' }] : []
      }
    >
      <BlockStack gap="400">
        <RecomputeBanner progress={assessing} />
        {tooMany === null ? null : (
          <Banner tone="warning" title="Too many segments">
            <p>{tooMany}</p>
          </Banner>
        )}
        <Card padding="0">
          <Tabs
            tabs={tabs}
            selected={FUNNEL_TABS.indexOf(stage)}
            onSelect={(place) => list.change({ stage: FUNNEL_TABS[place] ?? 'all' })}
          />
          <ListSearch
            label="Search segments"
            placeholder="Name, purpose or owner"
            list={list}
            choice={{
              label: 'Show',
              options: [
                { label: 'Active', value: 'used' },
                { label: 'Archived', value: 'archived' },
              ],
              value: shown,
              onChange: (value) => list.change({ show: value }),
            }}
          />
          <SegmentTable
            lines={rows}
            hasMore={hasMore}
            people={people}
            list={list}
            empty={EMPTY[shown]}
          />
        </Card>
        <SegmentComparison
          stage={funnelStageName(stage)}
          success={success}
          segments={rows}
          figures={figures}
          currency={currency}
        />
      </BlockStack>
    </Page>
  );
}

const EMPTY = {
  archived: 'No archived segments.',
  used: 'No segment belongs to this stage. Create one, or give one this stage.',
};
