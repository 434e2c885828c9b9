import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { loadRecomputeProgress } from '#app/segments/store/recompute-progress.server.ts';
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
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { archiveSegment, unarchiveSegment } from '#app/segments/archive-segment.server.ts';
import type { ArchiveOutcome } from '#app/segments/archive-segment.ts';
import { restoreSegment } from '#app/segments/save-segment.server.ts';
import type { SegmentOutcome } from '#app/segments/save-segment.ts';
import { RecomputeBanner } from '#app/engine/ui/recompute-banner.tsx';
import { DestinationsCard } from '#app/destinations/ui/destination-cards.tsx';
import { SegmentMembers } from '#app/people/ui/segment-members.tsx';
import { SegmentDetailsPage } from '#app/segments/ui/segment-details-page.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';

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
  const { shop, staffId, may } = await authenticatePage(request, context, 'app.segments.$key');
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
  const intent = await parseIntent(request, Intent);
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

export default function SegmentRoute() {
  const { members, view, assessing, currency, ...data } = useLoaderData<typeof loader>();
  const { page, now, timeZone } = data;
  // The tabs and the members change one part of the address, and what is typed outlives a change of the tab.
  const list = useListParams(view);
  const shop = { now, currency, timeZone };
  return (
    <SegmentDetailsPage
      {...data}
      onTab={(tab) => list.change({ tab })}
      members={members ? <SegmentMembers {...members} {...shop} list={list} /> : null}
      recomputeBanner={<RecomputeBanner progress={assessing} />}
      destinationsCard={<DestinationsCard segmentKey={page.segment.key} />}
    />
  );
}
