import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { listDataIssues, viewIssueSample } from '#app/events/inbox/data-issues.server.ts';
import { type DataIssueGroup, DATA_ISSUE_SORTS } from '#app/events/inbox/data-issues.ts';
import { loadDrifts, loadTopics } from '#app/events/page/data-quality.server.ts';
import { DRIFT_SORTS, TOPIC_SORTS } from '#app/events/page/quality-view.ts';
import { loadLeftovers, loadShares, PERIOD_MS } from '#app/people/page/source-shares.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { BodyModal } from '#app/ui/body-modal.tsx';
import {
  DriftCard,
  LeftoversCard,
  DataIssuesCard,
  SharesCard,
} from '#app/people/ui/quality-cards.tsx';
import { HoursCard, SilenceBanners, TopicsCard } from '#app/events/ui/topic-cards.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

/** The names of the lists of the page besides that of the topics. */
const FIELDS = 'fields';
const VALUES = 'values';

const text = z.string().max(500);
const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('compare') }),
  z.object({ intent: z.literal('sample'), topic: text, field: text, problem: text }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const params = new URL(request.url).searchParams;
  const views = {
    topics: readListView(params, TOPIC_SORTS),
    fields: readListView(params, DRIFT_SORTS, { list: FIELDS, direction: 'ascending' }),
    values: readListView(params, DATA_ISSUE_SORTS, { list: VALUES }),
  };
  const now = clock.now();
  const { timeZone } = shop;
  return await inShop(pool, shop.id, async (client) => ({
    ...(await loadTopics(client, shop.id, timeZone, params.get('topic'), now)),
    drifts: await loadDrifts(client, shop.id, now),
    places: await listDataIssues(client, shop.id, views.values),
    lately: await loadShares(client, shop.id, now),
    before: await loadShares(client, shop.id, now - PERIOD_MS),
    leftovers: await loadLeftovers(client, shop.id, shop.timeZone, now),
    views,
    now,
    timeZone,
  }));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId, demand } = await authenticateAdmin(request, context, 'problems.solve');
  const { pool, clock } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const intent = parsed.data;
  if (intent.intent === 'sample') await demand('payloads.read');
  return await inShop(pool, shop.id, async (client) => {
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

export default function DataQuality() {
  const page = useLoaderData<typeof loader>();
  const { topics, chosen, hours, drifts, places, views, now, timeZone } = page;
  const topicList = useListParams(views.topics);
  const fieldList = useListParams(views.fields, FIELDS);
  const valueList = useListParams(views.values, VALUES);
  const work = useFetcher<typeof action>();
  const look = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const [isLooking, setLooking] = useState(false);
  useEffect(() => {
    if (work.data) bridge.toast.show('Comparing with Shopify. Missed data is imported now');
  }, [bridge, work.data]);

  function show({ topic, field, problem }: DataIssueGroup) {
    setLooking(true);
    look.submit({ intent: 'sample', topic, field, problem }, { method: 'post' });
  }
  const compare = () => work.submit({ intent: 'compare' }, { method: 'post' });
  const isHealthy =
    topics.every(({ silence }) => silence.state !== 'silent') && drifts.length === 0;
  const isBusy = work.state !== 'idle';
  const may = useMay();
  return (
    <Page
      fullWidth
      title="Data quality"
      subtitle="Whether all data arrives, and what to do when it does not."
      backAction={{ content: 'Settings', url: '/app/settings' }}
      secondaryActions={
        may('problems.solve')
          ? [{ content: 'Compare with Shopify now', loading: isBusy, onAction: compare }]
          : []
      }
    >
      <BlockStack gap="400">
        <EditArea needs="problems.solve">
          <SilenceBanners topics={topics} timeZone={timeZone} isBusy={isBusy} onCompare={compare} />
        </EditArea>
        {isHealthy && topics.some(({ usualDay }) => usualDay !== null) ? (
          <Banner tone="success" title="No issues found" />
        ) : null}
        <TopicsCard
          topics={topics}
          chosen={chosen}
          timeZone={timeZone}
          onChoose={(topic) => topicList.change({ topic })}
          list={topicList}
        />
        {chosen === null ? null : <HoursCard topic={chosen} hours={hours} timeZone={timeZone} />}
        <DriftCard drifts={drifts} list={fieldList} />
        <DataIssuesCard
          places={places}
          list={valueList}
          onShow={may('payloads.read') ? show : null}
          now={now}
          timeZone={timeZone}
        />
        <SharesCard lately={page.lately} before={page.before} />
        <LeftoversCard leftovers={page.leftovers} />
      </BlockStack>
      <BodyModal
        isOpen={isLooking}
        body={
          look.state === 'idle' && look.data?.intent === 'sample' ? look.data.sample : undefined
        }
        onClose={() => setLooking(false)}
      />
    </Page>
  );
}
