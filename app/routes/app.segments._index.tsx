import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { compareSegments } from '#app/segments/store/compare-segments.server.ts';
import { loadRecomputeProgress } from '#app/segments/store/recompute-progress.server.ts';
import { tooManyWords } from '#app/segments/page/segment-health.ts';
import { listSegments } from '#app/segments/page/segment-list.server.ts';
import { readSegmentList } from '#app/segments/page/segment-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { RecomputeBanner } from '#app/engine/ui/recompute-banner.tsx';
import { SegmentsPage } from '#app/segments/ui/segments-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.segments._index');
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

export default function SegmentsRoute() {
  const { assessing, ...page } = useLoaderData<typeof loader>();
  return <SegmentsPage {...page} recomputeBanner={<RecomputeBanner progress={assessing} />} />;
}
