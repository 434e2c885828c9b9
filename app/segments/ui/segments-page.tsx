import { Banner, BlockStack, Card, Page, Tabs } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useMayOpen } from '#app/access/ui/use-may.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { SegmentFigures } from '#app/segments/page/compare-segments.ts';
import { FUNNEL_TABS } from '#app/segments/page/segment-lines.ts';
import type { SegmentList } from '#app/segments/page/segment-list.ts';
import type { SegmentListView } from '#app/segments/page/segment-view.ts';
import { FUNNEL_STAGES, funnelStageName } from '#app/segments/ready/funnel-stage.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { SegmentComparison } from './segment-comparison.tsx';
import { SegmentTable } from './segment-table.tsx';

export type SegmentsPageProps = Pick<SegmentList, 'rows' | 'hasMore' | 'counts' | 'people'> & {
  live: Live;
  /** What to say about the number of segments; null while it is fine. */
  tooMany: string | null;
  /** Of the segments that are compared; none when they are of several stages. */
  figures: SegmentFigures[];
  view: SegmentListView;
  currency: string;
  recomputeBanner: ReactNode;
};

/** The list of segments by stage, and those of one stage compared, for all who may see figures. */
export function SegmentsPage(props: SegmentsPageProps) {
  const { live, rows, hasMore, counts, people, tooMany, figures, view, currency } = props;
  const { stage, shown } = view;
  const list = useListParams(view);
  const mayOpen = useMayOpen();
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
        mayOpen('app.segments.new')
          ? { content: 'Create segment', url: '/app/segments/new' }
          : undefined
      }
      secondaryActions={
        mayOpen('app.segments.shopify')
          ? [{ content: 'Shopify segments', url: '/app/segments/shopify' }]
          : []
      }
    >
      <BlockStack gap="400">
        {props.recomputeBanner}
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
