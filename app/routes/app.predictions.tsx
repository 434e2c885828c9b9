import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { MODEL_SORTS } from '#app/predictions/lifetime-models.ts';
import { endPrediction, openPrediction } from '#app/predictions/store/prediction-run.server.ts';
import { loadPredictionsPage } from '#app/predictions/page/predictions-page.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { ShopPredictionsPage } from '#app/predictions/ui/shop-predictions-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.object({ intent: z.enum(['learn', 'cancel']) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.predictions');
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
  const form = await parseIntent(request, Intent);
  const now = clock.now();
  const entry = { actor: staffId, subject: 'predictions', before: null, after: null };
  await inShop(pool, shop.id, async (client) => {
    const action = form.intent === 'cancel' ? 'prediction.cancelled' : 'prediction.started';
    await recordAudit(client, shop.id, { ...entry, action }, now);
    if (form.intent === 'cancel') {
      await endPrediction(client, shop.id, 'cancelled', now);
      return;
    }
    await openPrediction(client, shop.id, staffId, now);
    await enqueueJob(client, shop.id, 'predict');
  });
  return null;
}

export default function PredictionsRoute() {
  const page = useLoaderData<typeof loader>();
  return <ShopPredictionsPage {...page} />;
}
