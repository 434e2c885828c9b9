import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { definitionKeyOf } from '#app/definitions/definition-key.ts';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { loadReplayPage } from '#app/journeys/page/replay-page.server.ts';
import { REPLAY_PERSON_SORTS } from '#app/journeys/page/replay-page.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import type { ReplayAnswer } from '#app/journeys/replay/replay-outcome.ts';
import { REPLAY_DAYS } from '#app/journeys/replay/replay-record.ts';
import { cancelReplay, requestReplay } from '#app/journeys/replay/request-replay.server.ts';
import { ReplayPage } from '#app/journeys/ui/replay-page.tsx';
import { readListView } from '#app/lib/list-view.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { JourneyError as ErrorBoundary } from '#app/journeys/ui/journey-error.tsx';

const Days = z.coerce.number().refine((days) => REPLAY_DAYS.some((one) => one === days));
const Intent = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('start'),
    days: Days,
    version: z.union([z.literal('draft'), z.coerce.number().int().min(1)]),
  }),
  z.object({ intent: z.literal('cancel'), id: z.uuid() }),
]);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await authenticatePage(request, context, 'app.journeys.$key_.replay');
  const { shop, staffId, may } = visit;
  const { pool, clock } = context.services;
  const key = params.key ?? '';
  const query = new URL(request.url).searchParams;
  const view = readListView(query, REPLAY_PERSON_SORTS);
  const now = clock.now();
  const showsPeople = may('people.read');
  const shown = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['replay', 'definition', 'definition_draft']);
    const journeys = await loadShownJourneys(client, shop.id);
    const found = journeys.find(({ journey }) => journey.key === key);
    if (!found) throw new Response('There is no such journey.', { status: 404 });
    if (showsPeople) await recordRead(client, shop.id, staffId, `journey:${key}`, now);
    const names = await loadDefinitionNames(client, shop.id);
    const asked = { replay: uuidIn(query, 'replay'), beside: uuidIn(query, 'beside') };
    const people = showsPeople ? view : null;
    const data = await loadReplayPage(client, shop.id, key, names, { ...asked, people });
    return { live, journey: { key, name: found.journey.name }, data };
  });
  const { timeZone } = shop;
  return { ...shown, mayStart: may('journeys.edit'), showsPeople, view, now, timeZone };
}

export async function action({
  request,
  params,
  context,
}: ActionFunctionArgs): Promise<ReplayAnswer> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, clock } = context.services;
  const key = definitionKeyOf(params.key);
  const intent = await parseIntent(request, Intent);
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    if (intent.intent === 'cancel')
      return await cancelReplay(client, shop.id, { key, id: intent.id }, staffId, now);
    const version = intent.version === 'draft' ? null : intent.version;
    const asked = { key, version, days: intent.days };
    return await requestReplay(client, shop.id, asked, staffId, now);
  });
}

export default function ReplayRoute() {
  return <ReplayPage {...useLoaderData<typeof loader>()} />;
}

function uuidIn(query: URLSearchParams, name: string): string | null {
  const value = query.get(name);
  return value !== null && isUuid(value) ? value : null;
}
