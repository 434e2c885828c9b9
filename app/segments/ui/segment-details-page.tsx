import { Badge, Banner, BlockStack, Card, Page, Tabs } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useMay } from '#app/access/ui/use-may.ts';
import type { RowPage } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { DescribedVersion, Overlap, SegmentPage } from '#app/segments/page/segment-page.ts';
import type { SegmentPageLists, SegmentTab } from '#app/segments/page/segment-view.ts';
import { READY_KIND_NAMES } from '#app/segments/ready/ready-segments.ts';
import { useLive } from '#app/ui/use-live.ts';
import { ActivityCard, SegmentFactsCard, WarningBanners } from './segment-cards.tsx';
import { OverlapCard, SegmentHistoryCard } from './segment-lists.tsx';
import { useSegmentActions } from './use-segment-actions.ts';

export type SegmentDetailsPageProps = {
  live: Live;
  page: SegmentPage;
  /** Those that the role allows. */
  tabs: readonly SegmentTab[];
  tab: SegmentTab;
  onTab: (tab: SegmentTab) => void;
  /** Its members with their search; null on the other tabs, as `overlap` and `versions` are. */
  members: ReactNode;
  overlap: Overlap[] | null;
  versions: RowPage<DescribedVersion> | null;
  lists: SegmentPageLists;
  staffId: string;
  now: number;
  timeZone: string;
  recomputeBanner: ReactNode;
  /** Shown to those who may share it, while it is in use. */
  destinationsCard: ReactNode;
};

const TAB_NAMES: Record<SegmentTab, string> = {
  members: 'Members',
  movement: 'Activity',
  overlap: 'Overlap',
  history: 'History',
};

/** One segment: what it is, who is in it and how it changes, for all who may see figures. */
export function SegmentDetailsPage(props: SegmentDetailsPageProps) {
  const { live, page, tabs, tab, onTab, overlap, versions, lists, staffId, now, timeZone } = props;
  const { segment, days, warnings, size } = page;
  const { isBusy, archive, unarchive, restore } = useSegmentActions();
  const may = useMay();
  const isArchived = segment.archivedAt !== null;
  useLive(live, !isBusy);

  return (
    <Page
      fullWidth
      title={segment.name}
      titleMetadata={
        isArchived ? (
          <Badge>Archived</Badge>
        ) : segment.kind === 'own' ? undefined : (
          <Badge tone="info">{READY_KIND_NAMES[segment.kind]}</Badge>
        )
      }
      backAction={{ content: 'Segments', url: '/app/segments' }}
      primaryAction={
        !may('segments.edit')
          ? undefined
          : isArchived
            ? { content: 'Restore', loading: isBusy, onAction: unarchive }
            : { content: 'Edit', url: `/app/segments/${segment.key}/edit` }
      }
      secondaryActions={
        isArchived || segment.kind !== 'own' || !may('segments.edit')
          ? []
          : [{ content: 'Archive', loading: isBusy, onAction: archive }]
      }
    >
      <BlockStack gap="400">
        {props.recomputeBanner}
        {isArchived ? (
          <Banner title="Archived">
            <p>It has no members. Its history stays, and it can be restored.</p>
          </Banner>
        ) : (
          <WarningBanners warnings={warnings} />
        )}
        <SegmentFactsCard page={page} />
        <Card padding="0">
          <Tabs
            tabs={tabs.map((one) => ({ id: one, content: TAB_NAMES[one] }))}
            selected={tabs.indexOf(tab)}
            onSelect={(place) => onTab(tabs[place] ?? 'movement')}
          />
          {props.members}
        </Card>
        {tab === 'movement' ? <ActivityCard days={days} /> : null}
        {overlap ? <OverlapCard overlap={overlap} view={lists.overlap} size={size} /> : null}
        {versions ? (
          <SegmentHistoryCard
            versions={versions}
            view={lists.versions}
            current={segment.version}
            isBusy={isBusy}
            onRestore={
              isArchived || !may('segments.edit')
                ? null
                : (version) => restore(version, segment.version)
            }
            staffId={staffId}
            now={now}
            timeZone={timeZone}
          />
        ) : null}
        {may('segments.share') && !isArchived ? props.destinationsCard : null}
      </BlockStack>
    </Page>
  );
}
