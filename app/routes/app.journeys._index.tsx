import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  journeyLines,
  JOURNEY_ORDER,
  JOURNEY_SORTS,
  JOURNEYS_SHOWN,
} from '#app/journeys/page/journey-list.ts';
import { recoveredByJourney } from '#app/journeys/page/recovered.server.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { journeyFigures } from '#app/journeys/page/journey-figures.server.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { DAY } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { JourneyTable } from '#app/journeys/ui/journey-table.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const PERIOD_MS = 30 * DAY;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, JOURNEY_SORTS);
  const since = clock.now() - PERIOD_MS;
  const { live, lines } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['effect', 'journey_run', 'message', 'purchase']),
    lines: journeyLines(
      journeys,
      await journeyFigures(client, shop.id, since),
      await recoveredByJourney(client, shop.id, since, shop.currency),
    ),
  }));
  const page = arrangeRows(lines, view, JOURNEY_ORDER, JOURNEYS_SHOWN);
  return { live, ...page, view, currency: shop.currency };
}

export default function Journeys() {
  const { live, rows, hasMore, view, currency } = useLoaderData<typeof loader>();
  const list = useListParams(view);
  useLive(live);
  return (
    <Page fullWidth title="Journeys" subtitle="Automations, and what they did in the last 30 days.">
      <Card padding="0">
        <ListSearch label="Search journeys" placeholder="Name or purpose" list={list} />
        <JourneyTable lines={rows} hasMore={hasMore} list={list} currency={currency} />
      </Card>
    </Page>
  );
}
