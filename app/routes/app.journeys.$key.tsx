import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { nameRun } from '#app/journeys/page/named-problems.ts';
import { recoveredByJourney } from '#app/journeys/page/recovered.server.ts';
import { journeyByKey } from '#app/journeys/gallery.ts';
import { outlineJourney } from '#app/journeys/page/journey-outline.ts';
import { loadJourneyPage } from '#app/journeys/page/journey-page.server.ts';
import { RUN_SORTS } from '#app/journeys/page/journey-page.ts';
import { DAY } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { JourneyDetailsPage } from '#app/journeys/ui/journey-details-page.tsx';

export { JourneyError as ErrorBoundary } from '#app/journeys/ui/journey-error.tsx';

const PERIOD_MS = 30 * DAY;

const SHOWN = ['effect', 'journey_run', 'message', 'purchase'] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId, may } = await authenticatePage(request, context, 'app.journeys.$key');
  const { pool, clock } = context.services;
  const journey = journeyByKey(params.key ?? '');
  if (!journey) throw new Response('There is no such journey.', { status: 404 });
  const view = readListView(new URL(request.url).searchParams, RUN_SORTS);
  const now = clock.now();
  const showsPeople = may('people.read');
  const page = await inShop(pool, shop.id, async (client) => {
    if (showsPeople) await recordRead(client, shop.id, staffId, `journey:${journey.key}`, now);
    const live = await readLive(client, shop.id, SHOWN);
    const shown = showsPeople ? view : null;
    const figures = await loadJourneyPage(client, shop.id, journey, now - PERIOD_MS, shown);
    return {
      live,
      ...figures,
      runs: figures.runs.map((run) =>
        nameRun(run, { journeyKey: journey.key, version: run.version }),
      ),
      recovered: (await recoveredByJourney(client, shop.id, now - PERIOD_MS, shop.currency)).get(
        journey.key,
      ),
    };
  });
  const { currency, timeZone } = shop;
  const shown = { page, showsPeople, view };
  return { journey: outlineJourney(journey), ...shown, now, currency, timeZone };
}

export default function JourneyRoute() {
  const data = useLoaderData<typeof loader>();
  return <JourneyDetailsPage {...data} />;
}
