import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Badge, Banner, BlockStack, Card, Page, Tabs } from '@shopify/polaris';
import { useEffect } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { loadRecomputeProgress } from '#app/engine/recompute/recompute-progress.server.ts';
import { changeSegments } from '#app/engine/recompute/change-segments.server.ts';
import { listPeople } from '#app/people/page/list-people.server.ts';
import { readPeopleView } from '#app/people/page/people-view.ts';
import {
  loadSegmentPage,
  segmentHistory,
  segmentOverlap,
} from '#app/segments/page/segment-page.server.ts';
import {
  readSegmentLists,
  readSegmentTab,
  SEGMENT_TABS,
  TABS_WITHOUT_PEOPLE,
  type SegmentTab,
} from '#app/segments/page/segment-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { READY_KIND_NAMES } from '#app/segments/ready/ready-segments.ts';
import {
  archiveSegment,
  unarchiveSegment,
  type ArchiveOutcome,
} from '#app/segments/archive-segment.server.ts';
import { restoreSegment } from '#app/segments/save-segment.server.ts';
import type { SegmentOutcome } from '#app/segments/save-segment.ts';
import { RecomputeBanner } from '#app/engine/ui/recompute-banner.tsx';
import { DestinationsCard } from '#app/destinations/ui/destination-cards.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { PeopleTable } from '#app/people/ui/people-table.tsx';
import { ActivityCard, SegmentFactsCard, WarningBanners } from '#app/segments/ui/segment-cards.tsx';
import { SegmentHistoryCard, OverlapCard } from '#app/segments/ui/segment-lists.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['archive', 'unarchive']) }),
  z.object({
    intent: z.literal('restore'),
    version: z.coerce.number().int().min(1),
    base: z.coerce.number().int().min(1),
  }),
]);

const SHOWN = ['assessment', 'membership', 'profile', 'segment', 'shopify_segment'] as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { shop, staffId, may } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const query = new URL(request.url).searchParams;
  const tabs: readonly SegmentTab[] = may('people.read') ? SEGMENT_TABS : TABS_WITHOUT_PEOPLE;
  const tab = readSegmentTab(query, tabs);
  const view = readPeopleView(query);
  const lists = readSegmentLists(query);
  const key = params.key ?? '';
  const now = clock.now();
  const { currency, timeZone } = shop;
  return await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const page = await loadSegmentPage(client, shop.id, key, timeZone, now);
    if (!page) throw new Response('There is no such segment.', { status: 404 });
    if (tab === 'members') await recordRead(client, shop.id, staffId, `segment:${key}`, now);
    return {
      live,
      page,
      tabs,
      tab,
      view,
      // Each tab costs statements of its own: only the one that is shown is asked for.
      members: tab === 'members' ? await listPeople(client, shop.id, view, key) : null,
      overlap: tab === 'overlap' ? await segmentOverlap(client, shop.id, key) : null,
      versions:
        tab === 'history' ? await segmentHistory(client, shop.id, key, lists.versions) : null,
      lists,
      assessing: await loadRecomputeProgress(client, shop.id),
      staffId,
      now,
      currency,
      timeZone,
    };
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'segments.edit');
  const { pool, clock } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const intent = parsed.data;
  const key = params.key ?? '';
  const now = clock.now();
  return await changeSegments<SegmentOutcome | ArchiveOutcome>(pool, shop.id, async (client) => {
    switch (intent.intent) {
      case 'archive':
        return await archiveSegment(client, shop.id, key, staffId, now);
      case 'unarchive':
        return await unarchiveSegment(client, shop.id, key, staffId, now);
      case 'restore': {
        const { base, version } = intent;
        return await restoreSegment(client, shop.id, key, version, { base, by: staffId, now });
      }
    }
  });
}

const TAB_NAMES: Record<SegmentTab, string> = {
  members: 'Members',
  movement: 'Activity',
  overlap: 'Overlap',
  history: 'History',
};

export default function SegmentPage() {
  const {
    live,
    page,
    tabs,
    tab,
    view,
    members,
    overlap,
    versions,
    lists,
    assessing,
    staffId,
    now,
    currency,
    timeZone,
  } = useLoaderData<typeof loader>();
  const { segment, days, warnings, size } = page;
  const list = useListParams(view);
  const work = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const { data, submit } = work;
  const may = useMay();
  const isBusy = work.state !== 'idle';
  const isArchived = segment.archivedAt !== null;
  useLive(live, !isBusy);
  useEffect(() => {
    if (!data) return;
    const isUndoable = data.outcome === 'archived';
    bridge.toast.show(outcomeText(data), {
      isError: !DONE.has(data.outcome),
      ...(isUndoable
        ? {
            action: 'Undo',
            onAction: () => submit({ intent: 'unarchive' }, { method: 'post' }),
          }
        : {}),
    });
  }, [bridge, data, submit]);

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
            ? {
                content: 'Restore',
                loading: isBusy,
                onAction: () => submit({ intent: 'unarchive' }, { method: 'post' }),
              }
            : { content: 'Edit', url: `/app/segments/${segment.key}/edit` }
      }
      secondaryActions={
        isArchived || segment.kind !== 'own' || !may('segments.edit')
          ? []
          : [
              {
                content: 'Archive',
                loading: isBusy,
                onAction: () => submit({ intent: 'archive' }, { method: 'post' }),
              },
            ]
      }
    >
      <BlockStack gap="400">
        <RecomputeBanner progress={assessing} />
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
            onSelect={(place) => list.change({ tab: tabs[place] ?? 'movement' })}
          />
          {members ? (
            <>
              <ListSearch label="Search members" placeholder="Name or email address" list={list} />
              <PeopleTable
                {...members}
                list={list}
                now={now}
                currency={currency}
                timeZone={timeZone}
              />
            </>
          ) : null}
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
                : (version) =>
                    submit(
                      {
                        intent: 'restore',
                        version: String(version),
                        base: String(segment.version),
                      },
                      { method: 'post' },
                    )
            }
            staffId={staffId}
            now={now}
            timeZone={timeZone}
          />
        ) : null}
        {may('segments.share') && !isArchived ? (
          <DestinationsCard segmentKey={segment.key} />
        ) : null}
      </BlockStack>
    </Page>
  );
}

const DONE = new Set(['archived', 'unarchived', 'saved', 'unchanged']);

function outcomeText(outcome: SegmentOutcome | ArchiveOutcome): string {
  switch (outcome.outcome) {
    case 'archived':
      return 'Segment archived';
    case 'unarchived':
      return 'Segment restored';
    case 'used':
      return `Not archived: ${outcome.by.join(', ')} uses it`;
    case 'name_taken':
      return 'Another segment took its name. Rename that one first';
    case 'too_dear':
      return `Not restored: ${outcome.message}`;
    case 'saved':
      return `Saved as version ${String(outcome.version)}`;
    case 'unchanged':
      return 'Nothing to change';
    case 'refused':
      return outcome.errors.predicate ?? outcome.errors.name ?? 'Something it uses was deleted';
    case 'conflict':
      return 'Another staff member saved meanwhile';
    case 'not_found':
      return 'The segment is archived';
  }
}
