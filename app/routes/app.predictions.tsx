import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { MODEL_SORTS } from '#app/predictions/lifetime-models.ts';
import { endPrediction, openPrediction } from '#app/predictions/prediction-run.server.ts';
import { loadPredictionsPage } from '#app/predictions/page/predictions-page.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import {
  ForecastCalibrationCard,
  LifetimeVersionsCard,
  PredictedFigures,
  PredictionRunCard,
} from '#app/predictions/ui/prediction-cards.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.object({ intent: z.enum(['learn', 'cancel']) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, MODEL_SORTS);
  return {
    view,
    ...(await inShop(pool, shop.id, async (client) => ({
      live: await readLive(client, shop.id, ['prediction_run']),
      ...(await loadPredictionsPage(client, shop.id, view)),
    }))),
    now: clock.now(),
    timeZone: shop.timeZone,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'scoring.edit');
  const { pool, clock } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const now = clock.now();
  const entry = { actor: staffId, subject: 'predictions', before: null, after: null };
  await inShop(pool, shop.id, async (client) => {
    const action = parsed.data.intent === 'cancel' ? 'prediction.cancelled' : 'prediction.started';
    await recordAudit(client, shop.id, { ...entry, action }, now);
    if (parsed.data.intent === 'cancel') {
      await endPrediction(client, shop.id, 'cancelled', now);
      return;
    }
    await openPrediction(client, shop.id, staffId, now);
    await enqueueJob(client, shop.id, 'predict');
  });
  return null;
}

export default function Predictions() {
  const { live, run, used, versions, totals, view, now, timeZone } = useLoaderData<typeof loader>();
  const list = useListParams(view);
  const fetcher = useFetcher<typeof action>();
  const may = useMay();
  const isUnderWay = run !== null && run.finishedAt === null;
  useLive(live, isUnderWay);
  const isBusy = fetcher.state !== 'idle';
  const ask = (intent: 'learn' | 'cancel') => fetcher.submit({ intent }, { method: 'post' });
  return (
    <Page
      title="Predictions"
      subtitle="What each customer will buy in the next 12 months, learned from the orders of this shop. Updated daily."
      backAction={{ content: 'People', url: '/app/people' }}
      primaryAction={
        may('scoring.edit')
          ? {
              content: 'Train again',
              disabled: isUnderWay,
              loading: isBusy && !isUnderWay,
              onAction: () => ask('learn'),
            }
          : undefined
      }
      secondaryActions={
        isUnderWay && may('scoring.edit')
          ? [
              {
                content: 'Cancel',
                destructive: true,
                disabled: isBusy,
                onAction: () => ask('cancel'),
              },
            ]
          : []
      }
    >
      <BlockStack gap="400">
        {run === null ? (
          <EmptyState heading="No forecast yet">
            Once a day Tendril learns from the orders of the shop, for the first time within minutes
            of the installation. It can also be started here.
          </EmptyState>
        ) : (
          <PredictionRunCard run={run} now={now} timeZone={timeZone} />
        )}
        {totals === null ? null : <PredictedFigures totals={totals} />}
        {used === null ? null : <ForecastCalibrationCard version={used} />}
        {used === null ? null : (
          <LifetimeVersionsCard versions={versions} list={list} timeZone={timeZone} />
        )}
      </BlockStack>
    </Page>
  );
}
