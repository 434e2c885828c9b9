import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { staffNames } from '#app/access/store/list-staff.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import { readFigureDays } from '#app/journeys/page/figure-period.ts';
import { loadJourneyEditor } from '#app/journeys/page/journey-editor.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { EditJourneyPage } from '#app/journeys/ui/edit-journey-page.tsx';

export { revalidatesDefinition as shouldRevalidate } from '#app/definitions/ui/revalidates-definition.ts';
export { JourneyError as ErrorBoundary } from '#app/journeys/ui/journey-error.tsx';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.journeys.$key_.edit');
  const { pool, clock } = context.services;
  const key = params.key ?? '';
  const { currency, timeZone } = shop;
  const now = clock.now();
  const period = { days: readFigureDays(new URL(request.url).searchParams), now, currency };
  const found = await inShop(pool, shop.id, async (client) => {
    const rows = await loadAllDefinitions(client, shop.id);
    const row = rows.find((one) => one.kind === 'journey' && one.key === key);
    const editor = row && (await loadJourneyEditor(client, shop.id, row, namesOf(rows), period));
    return editor && { editor, staff: await staffNames(client, shop.id) };
  });
  if (!found) throw new Response('There is no such journey.', { status: 404 });
  const memoryKey = `${shop.id}:${key}`;
  return { ...found, journeyKey: key, memoryKey, staffId, now, currency, timeZone };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, markup, clock } = context.services;
  const OfThisJourney = DefinitionIntent.refine(
    ({ kind, key }) => kind === 'journey' && key === params.key,
  );
  const intent = await parseIntent(request, OfThisJourney);
  return await changeDefinition(pool, markup, shop.id, intent, staffId, clock.now());
}

export default function EditJourneyRoute() {
  const { journeyKey, ...data } = useLoaderData<typeof loader>();
  // Another journey is another page, with nothing of the one before.
  return <EditJourneyPage key={journeyKey} {...data} journeyKey={journeyKey} />;
}
