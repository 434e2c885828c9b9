import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { changeSegments } from '#app/engine/recompute/change-segments.server.ts';
import { segmentChoices } from '#app/segments/load-names.server.ts';
import { loadSegments } from '#app/segments/load-segments.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { readSegmentDraft } from '#app/segments/builder/segment-form.ts';
import { segmentTemplates } from '#app/segments/builder/segment-templates.ts';
import { SegmentEditor } from '#app/segments/ui/segment-editor.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'segments.edit');
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
  const draft = readSegmentDraft(await request.formData());
  if (draft === null) throw new Response('The segment is not complete.', { status: 400 });
  return await changeSegments(pool, shop.id, (client) =>
    saveSegment(client, shop.id, null, draft, staffId, clock.now()),
  );
}

const NOTHING = { name: '', purpose: '', owner: '', stage: '', note: '' };
/** What most segments begin with: something that people did lately. */
const FIRST = {
  all: [{ signal: 'product_viewed', is: 'at_least', times: 2, days: 14 } as const],
};

export default function NewSegment() {
  const { segments, templates, currency } = useLoaderData<typeof loader>();
  return (
    <Page
      fullWidth
      title="New segment"
      subtitle="People are members while they match the conditions, to the second."
      backAction={{ content: 'Segments', url: '/app/segments' }}
    >
      <SegmentEditor
        segmentKey={null}
        base={0}
        card={NOTHING}
        predicate={FIRST}
        offered={{ segments, names: {}, currency }}
        templates={templates}
      />
    </Page>
  );
}
