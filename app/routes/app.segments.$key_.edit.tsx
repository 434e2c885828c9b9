import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { changeSegments } from '#app/engine/recompute/change-segments.server.ts';
import { segmentsInUse } from '#app/segments/page/list-segments.server.ts';
import { loadTitles, segmentChoices } from '#app/segments/load-names.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { SegmentDraftForm } from '#app/segments/builder/segment-form.ts';
import { EditSegmentPage } from '#app/segments/ui/edit-segment-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.segments.$key_.edit');
  return await inShop(context.services.pool, shop.id, async (client) => {
    const segments = await segmentsInUse(client, shop.id);
    const segment = segments.find(({ key }) => key === params.key);
    if (!segment) throw new Response('There is no such segment.', { status: 404 });
    const stored = await loadSegments(client, shop.id);
    return {
      segment,
      segments: await segmentChoices(client, shop.id, stored, segment.key),
      names: await loadTitles(client, shop.id, [segment.predicate]),
      currency: shop.currency,
    };
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'segments.edit');
  const { pool, clock } = context.services;
  const { draft } = await parseIntent(request, SegmentDraftForm);
  const key = params.key ?? '';
  return await changeSegments(pool, shop.id, (client) =>
    saveSegment(client, shop.id, key, draft, staffId, clock.now()),
  );
}

export default function EditSegmentRoute() {
  return <EditSegmentPage {...useLoaderData<typeof loader>()} />;
}
