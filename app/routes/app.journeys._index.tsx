import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { availableUpdates } from '#app/gallery/available-updates.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import {
  journeyLines,
  JOURNEY_ORDER,
  JOURNEY_SORTS,
  JOURNEYS_SHOWN,
} from '#app/journeys/page/journey-list.ts';
import { recoveredByJourney } from '#app/journeys/store/recovered-orders.server.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { journeyFigures } from '#app/journeys/page/journey-figures.server.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { DAY } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { UpdateList } from '#app/gallery/ui/update-list.tsx';
import { JourneysPage } from '#app/journeys/ui/journeys-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const PERIOD_MS = 30 * DAY;

const SHOWN = [
  'definition',
  'definition_draft',
  'effect',
  'journey_run',
  'message',
  'purchase',
] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, may } = await authenticatePage(request, context, 'app.journeys._index');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, JOURNEY_SORTS);
  const since = clock.now() - PERIOD_MS;
  const { live, lines, updates } = await inShop(pool, shop.id, async (client) => {
    const counted = await readLive(client, shop.id, SHOWN);
    const rows = await loadAllDefinitions(client, shop.id);
    return {
      live: counted,
      lines: journeyLines(
        // Those that wait in the gallery stand there.
        (await loadShownJourneys(client, shop.id)).filter(({ isUnused }) => !isUnused),
        await journeyFigures(client, shop.id, since),
        await recoveredByJourney(client, shop.id, since, shop.currency),
      ),
      // Those of journeys are offered on their own pages.
      updates: [
        ...(await availableUpdates(client, shop.id, 'email', rows)),
        ...(await availableUpdates(client, shop.id, 'banner', rows)),
      ],
    };
  });
  const page = arrangeRows(lines, view, JOURNEY_ORDER, JOURNEYS_SHOWN);
  return {
    live,
    ...page,
    view,
    currency: shop.currency,
    updates,
    mayEdit: may('journeys.edit'),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, markup, clock } = context.services;
  const intent = await parseIntent(request, DefinitionIntent);
  return await changeDefinition(pool, markup, shop.id, intent, staffId, clock.now());
}

export default function JourneysRoute() {
  const { updates, mayEdit, ...data } = useLoaderData<typeof loader>();
  const list = <UpdateList updates={updates} mayEdit={mayEdit} />;
  return <JourneysPage {...data} updates={list} />;
}
