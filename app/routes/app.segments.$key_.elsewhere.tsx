import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { tagProblem } from '#app/destinations/destination-words.ts';
import type { DestinationsOutcome } from '#app/destinations/segment-destinations.ts';
import { askForExport } from '#app/destinations/segment-exports.server.ts';
import { disableTag, enableTag } from '#app/destinations/segment-tags.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { loadSegmentDestinations } from '#app/engine/segment-destinations.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { SegmentDestinationsPage } from '#app/destinations/ui/segment-destinations-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('keep_tag'), name: z.string().max(1_000) }),
  z.object({ intent: z.literal('end_tag') }),
  z.object({ intent: z.literal('export'), how: z.enum(['question', 'tag']) }),
]);

const SHOWN = [
  'assessment',
  'customer_tag',
  'effect',
  'membership',
  'segment',
  'segment_export',
  'segment_tag',
] as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.segments.$key_.elsewhere');
  const { pool, clock, policyOf } = context.services;
  const key = params.key ?? '';
  const { live, destinations } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    destinations: await loadSegmentDestinations(client, shop, key, policyOf),
  }));
  if (!destinations) throw new Response('There is no such segment.', { status: 404 });
  return { live, segmentKey: key, destinations, now: clock.now(), timeZone: shop.timeZone };
}

export async function action({
  request,
  context,
  params,
}: ActionFunctionArgs): Promise<DestinationsOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'segments.share');
  const { pool, clock, policyOf } = context.services;
  const intent = await parseIntent(request, Intent);
  const key = params.key ?? '';
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    const destinations = await loadSegmentDestinations(client, shop, key, policyOf);
    if (!destinations) throw new Response('There is no such segment.', { status: 404 });
    switch (intent.intent) {
      case 'keep_tag': {
        const wanted = { segmentKey: key, name: intent.name };
        const error = tagProblem(await enableTag(client, shop.id, wanted, staffId, now));
        return { error, said: error === null ? 'Adding the tag to all members' : null };
      }
      case 'end_tag':
        await disableTag(client, shop.id, key, staffId, now);
        return { error: null, said: 'Removing the tag' };
      case 'export': {
        const { translation, byTag } = destinations;
        const translated = translation.outcome === 'translated' ? translation.query : null;
        const query = intent.how === 'tag' ? byTag : translated;
        if (query === null) return { error: null, said: 'Sync a tag first' };
        const wanted = { name: `${destinations.name} (Tendril)`, query };
        await askForExport(client, shop.id, key, wanted, staffId, now);
        return { error: null, said: 'Syncing with Shopify' };
      }
    }
  });
}

export default function SegmentDestinationsRoute() {
  const data = useLoaderData<typeof loader>();
  return <SegmentDestinationsPage {...data} />;
}
