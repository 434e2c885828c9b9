import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { inShop } from '#app/platform/db.server.ts';
import { availableUpdates } from '#app/gallery/available-updates.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import { nameRun } from '#app/journeys/page/named-problems.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { readFigureDays } from '#app/journeys/page/figure-period.ts';
import { outlineJourney } from '#app/journeys/page/journey-outline.ts';
import { loadJourneyPage } from '#app/journeys/page/journey-page.server.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { RUN_SORTS } from '#app/journeys/page/journey-page.ts';
import { DAY } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { loadJourneyWatch } from '#app/journey-watch/page/load-journey-watch.server.ts';
import { JourneyWatchCard } from '#app/journey-watch/ui/journey-watch-card.tsx';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { UpdateList } from '#app/gallery/ui/update-list.tsx';
import { useDefinitionActions } from '#app/gallery/ui/use-definition-actions.ts';
import { JourneyDetailsPage } from '#app/journeys/ui/journey-details-page.tsx';

export { JourneyError as ErrorBoundary } from '#app/journeys/ui/journey-error.tsx';

const SHOWN = [
  'banner',
  'definition',
  'definition_draft',
  'effect',
  'journey_run',
  'journey_stop',
  'message',
  'purchase',
] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId, may } = await authenticatePage(request, context, 'app.journeys.$key');
  const { pool, clock } = context.services;
  const key = params.key ?? '';
  const { searchParams } = new URL(request.url);
  const view = readListView(searchParams, RUN_SORTS);
  const days = readFigureDays(searchParams);
  const now = clock.now();
  const showsPeople = may('people.read');
  const shown = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const journeys = await loadShownJourneys(client, shop.id);
    const found = journeys.find(({ journey }) => journey.key === key);
    if (!found) throw new Response('There is no such journey.', { status: 404 });
    const { journey, state } = found;
    if (showsPeople) await recordRead(client, shop.id, staffId, `journey:${key}`, now);
    const definitions = await loadAllDefinitions(client, shop.id);
    const names = namesOf(definitions);
    const updates = await availableUpdates(client, shop.id, 'journey', definitions);
    const people = showsPeople ? view : null;
    const period = { since: now - days * DAY, currency: shop.currency };
    const figures = await loadJourneyPage(client, shop.id, journey, period, people);
    const runs = figures.runs.map((run) => ({ ...run, journeyKey: key }));
    const versions = await loadVersionsOfRuns(client, shop.id, runs);
    return {
      journey: outlineJourney(journey, names),
      state,
      watch: state === 'live' ? await loadJourneyWatch(client, shop.id, key, now) : null,
      update: updates.find((update) => update.key === key) ?? null,
      page: {
        live,
        ...figures,
        runs: runs.map((run) => nameRun(run, run, { names, versions })),
      },
    };
  });
  const { currency, timeZone } = shop;
  const mayEdit = may('journeys.edit');
  return { ...shown, mayEdit, showsPeople, view, days, now, currency, timeZone };
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

export default function JourneyRoute() {
  const { update, watch, mayEdit, ...data } = useLoaderData<typeof loader>();
  const { isBusy, pause, resume, archive, restore } = useDefinitionActions();
  const target = { kind: 'journey', key: data.journey.key };
  const stateChange = {
    isBusy,
    pause: () => pause(target),
    resume: () => resume(target),
    archive: () => archive(target),
    restore: () => restore(target),
  };
  return (
    <JourneyDetailsPage
      {...data}
      stateChange={mayEdit ? stateChange : null}
      watch={watch && <JourneyWatchCard watch={watch} now={data.now} timeZone={data.timeZone} />}
      update={<UpdateList updates={update ? [update] : []} mayEdit={mayEdit} />}
    />
  );
}
