import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { changeSegments } from '#app/engine/recompute/change-segments.server.ts';
import { segmentChoices } from '#app/segments/load-names.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { SegmentDraftForm } from '#app/segments/builder/segment-form.ts';
import { segmentTemplates } from '#app/segments/builder/segment-templates.ts';
import { NewSegmentPage } from '#app/segments/ui/new-segment-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.segments.new');
  const segments = await inShop(context.services.pool, shop.id, async (client) =>
    segmentChoices(client, shop.id, await loadSegments(client, shop.id), null),
  );
  return {
    segments,
    templates: segmentTemplates(shop.currency),
    currency: shop.currency,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'segments.edit');
  const { pool, clock } = context.services;
  const { draft } = await parseIntent(request, SegmentDraftForm);
  return await changeSegments(pool, shop.id, (client) =>
    saveSegment(client, shop.id, null, draft, staffId, clock.now()),
  );
}

export default function NewSegmentRoute() {
  return <NewSegmentPage {...useLoaderData<typeof loader>()} />;
}
