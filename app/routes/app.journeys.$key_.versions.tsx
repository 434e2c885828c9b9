import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { staffNames } from '#app/access/store/list-staff.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { loadJourneyVersions } from '#app/journeys/page/journey-versions.server.ts';
import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import { restoreVersion } from '#app/journeys/definitions/restore-version.server.ts';
import {
  JOURNEY_VERSION_ORDER,
  JOURNEY_VERSION_SORTS,
  JOURNEY_VERSIONS_SHOWN,
} from '#app/journeys/page/journey-versions.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { readListView } from '#app/lib/list-view.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { JourneyVersionsPage } from '#app/journeys/ui/journey-versions-page.tsx';

export { JourneyError as ErrorBoundary } from '#app/journeys/ui/journey-error.tsx';

const RestoreIntent = z.object({
  intent: z.literal('restore_version'),
  version: z.coerce.number().int().min(1).max(1_000_000),
});

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const admitted = await authenticatePage(request, context, 'app.journeys.$key_.versions');
  const { shop, staffId, may } = admitted;
  const { pool, clock } = context.services;
  const key = params.key ?? '';
  const search = new URL(request.url).searchParams;
  const found = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['definition']);
    const rows = await loadAllDefinitions(client, shop.id);
    const row = rows.find((one) => one.kind === 'journey' && one.key === key);
    if (!row) throw new Response('There is no such journey.', { status: 404 });
    const history = await loadJourneyVersions(client, shop.id, key, search, namesOf(rows));
    const staff = await staffNames(client, shop.id);
    return { ...history, name: row.name ?? key, liveVersion: row.liveVersion, staff, live };
  });
  const { versions, ...page } = found;
  const view = readListView(search, JOURNEY_VERSION_SORTS);
  return {
    ...page,
    journeyKey: key,
    rows: arrangeRows(versions, view, JOURNEY_VERSION_ORDER, JOURNEY_VERSIONS_SHOWN),
    numbers: versions.map(({ version }) => version),
    view,
    mayEdit: may('journeys.edit'),
    staffId,
    now: clock.now(),
    timeZone: shop.timeZone,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, markup, clock } = context.services;
  const key = params.key ?? '';
  // What gives the draft before back.
  const Undo = DefinitionIntent.refine(
    (one) =>
      (one.intent === 'save_draft' || one.intent === 'discard_draft') &&
      one.kind === 'journey' &&
      one.key === key,
  );
  const intent = await parseIntent(request, z.union([RestoreIntent, Undo]));
  const now = clock.now();
  if (intent.intent !== 'restore_version')
    return await changeDefinition(pool, markup, shop.id, intent, staffId, now);
  return await inShop(pool, shop.id, (client) =>
    restoreVersion(client, shop.id, key, intent.version, staffId, now),
  );
}

export default function JourneyVersionsRoute() {
  return <JourneyVersionsPage {...useLoaderData<typeof loader>()} />;
}
