import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { listDataIssues } from '#app/events/store/data-issues.server.ts';
import { viewIssueSample } from '#app/events/inbox/data-issues.server.ts';
import { DATA_ISSUE_SORTS } from '#app/events/inbox/data-issues.ts';
import { loadDrifts, loadTopics } from '#app/events/page/data-quality.server.ts';
import { DRIFT_SORTS, TOPIC_SORTS } from '#app/events/page/quality-view.ts';
import { FIELD_LIST, VALUE_LIST, type DataQualityOutcome } from '#app/people/page/data-quality.ts';
import { loadLeftovers, loadShares, PERIOD_MS } from '#app/people/page/source-shares.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { DataQualityPage } from '#app/people/ui/data-quality-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const text = z.string().max(500);
const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('compare') }),
  z.object({ intent: z.literal('sample'), topic: text, field: text, problem: text }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.settings_.data-quality');
  const { pool, clock } = context.services;
  const params = new URL(request.url).searchParams;
  const views = {
    topics: readListView(params, TOPIC_SORTS),
    fields: readListView(params, DRIFT_SORTS, { list: FIELD_LIST, direction: 'ascending' }),
    values: readListView(params, DATA_ISSUE_SORTS, { list: VALUE_LIST }),
  };
  const now = clock.now();
  const { timeZone } = shop;
  return await inShop(pool, shop.id, async (client) => ({
    ...(await loadTopics(client, shop.id, timeZone, params.get('topic'), now)),
    drifts: await loadDrifts(client, shop.id, now),
    places: await listDataIssues(client, shop.id, views.values),
    lately: await loadShares(client, shop.id, now),
    before: await loadShares(client, shop.id, now - PERIOD_MS),
    leftovers: await loadLeftovers(client, shop.id, timeZone, now),
    views,
    now,
    timeZone,
  }));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId, demand } = await authenticateAdmin(request, context, 'problems.solve');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, Intent);
  if (intent.intent === 'sample') await demand('payloads.read');
  return await inShop(pool, shop.id, async (client): Promise<DataQualityOutcome> => {
    if (intent.intent === 'compare') {
      await enqueueJob(client, shop.id, 'reconcile');
      const entry = { actor: staffId, action: 'reconcile.started', subject: 'import' };
      await recordAudit(client, shop.id, { ...entry, before: null, after: null }, clock.now());
      return { intent: intent.intent };
    }
    const sample = await viewIssueSample(client, shop.id, intent, staffId, clock.now());
    return { intent: intent.intent, sample };
  });
}

export default function DataQualityRoute() {
  const data = useLoaderData<typeof loader>();
  return <DataQualityPage {...data} />;
}
