import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
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
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { JourneysPage } from '#app/journeys/ui/journeys-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const PERIOD_MS = 30 * DAY;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.journeys._index');
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

export default function JourneysRoute() {
  const data = useLoaderData<typeof loader>();
  return <JourneysPage {...data} />;
}
