import type { ActionFunctionArgs, LoaderFunctionArgs, SerializeFrom } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Box, Card, Page, Select, Tabs, useBreakpoints } from '@shopify/polaris';
import { useEffect, useState, type ReactNode } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { listFailedRuns, retryRuns } from '#app/engine/failed-runs.server.ts';
import {
  listFailedProfiles,
  retryProfiles,
} from '#app/engine/recompute/unscored-profiles.server.ts';
import {
  discardDeliveries,
  listQuarantine,
  replayDeliveries,
  unknownTopics,
  viewBody,
} from '#app/events/inbox/quarantine.server.ts';
import { nameMail, nameRun } from '#app/journeys/page/named-problems.ts';
import { DAY } from '#app/lib/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readListView } from '#app/lib/list-view.ts';
import { decideDoubt, listMailsInDoubt } from '#app/messages/delivery/mails-in-doubt.server.ts';
import { messageIdOf } from '#app/messages/delivery/message-id.ts';
import { listFailures, retryFailures } from '#app/imports/csv/failures.server.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { BodyModal } from '#app/ui/body-modal.tsx';
import { FailedProfilesPanel, FailedRunsPanel } from '#app/problems/ui/failed-panels.tsx';
import {
  DoubtsPanel,
  FailuresPanel,
  QuarantinePanel,
  TopicsPanel,
} from '#app/problems/ui/problem-panels.tsx';
import { PROBLEM_INTENTS, type ProblemIntent } from '#app/problems/problem-intent.ts';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const TABS = ['deliveries', 'mails', 'failed', 'runs', 'profiles', 'topics'] as const;
type Tab = (typeof TABS)[number];
const PERIOD_MS = 30 * DAY;

/** How many problems are decided on at once. */
const MOST_KEYS = 100;

/** Runs are known by ids, everything else by keys that are texts. */
const Decision = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('retry_run'), keys: z.array(z.uuid()).min(1).max(MOST_KEYS) }),
  z.object({
    intent: z.enum(PROBLEM_INTENTS).exclude(['retry_run']),
    keys: z.array(z.string().min(1).max(500)).min(1).max(MOST_KEYS),
  }),
]);

const SHOWN = [
  'effect',
  'job_attempt',
  'journey_run',
  'move_in',
  'profile_problem',
  'quarantine',
  'topic_count',
] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'problems.read');
  const { pool, clock } = context.services;
  const params = new URL(request.url).searchParams;
  const tab = z.enum(TABS).catch('deliveries').parse(params.get('tab'));
  const view = readListView(params, ['time']);
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'problems', now);
    const live = await readLive(client, shop.id, SHOWN);
    const doubts = await listMailsInDoubt(client, shop.id, view);
    const failures = await listFailures(client, shop.id, view);
    const failedRuns = await listFailedRuns(client, shop.id, view);
    return {
      live,
      quarantine: await listQuarantine(client, shop.id, view),
      doubts: { ...doubts, mails: doubts.mails.map(nameMail) },
      failures: { ...failures, effects: failures.effects.map(nameMail) },
      failedRuns: {
        ...failedRuns,
        runs: failedRuns.runs.map((run) => nameRun(run, { ...run, version: run.journeyVersion })),
      },
      failedProfiles: await listFailedProfiles(client, shop.id, view),
      topics: await unknownTopics(client, shop.id, now - PERIOD_MS),
      view: { ...view, tab },
      now,
      timeZone: shop.timeZone,
    };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId, demand } = await authenticateAdmin(request, context, 'problems.solve');
  const { pool, clock, environment } = context.services;
  const form = await request.formData();
  const parsed = Decision.safeParse({ intent: form.get('intent'), keys: form.getAll('key') });
  if (!parsed.success) throw new Response('The decision is not complete.', { status: 400 });
  const { intent, keys } = parsed.data;
  if (intent === 'view') await demand('payloads.read');
  const [key = ''] = keys;
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    switch (intent) {
      case 'replay':
        return { intent, count: await replayDeliveries(client, shop.id, keys, staffId, now) };
      case 'discard':
        return { intent, count: await discardDeliveries(client, shop.id, keys, staffId, now) };
      case 'retry':
        return { intent, count: await retryFailures(client, shop.id, keys, staffId, now) };
      case 'retry_run':
        return { intent, count: await retryRuns(client, shop.id, keys, staffId, now) };
      case 'retry_profile':
        return { intent, count: await retryProfiles(client, shop.id, keys, staffId, now) };
      case 'view':
        return { intent, body: await viewBody(client, shop.id, key, staffId, now) };
      case 'sent':
      case 'again': {
        const messageId = messageIdOf(shop.id, key, environment.SHOPIFY_APP_URL);
        const mail = { key, messageId, verdict: intent };
        return { intent, ...(await decideDoubt(client, shop.id, mail, staffId, now)) };
      }
    }
  });
}

export default function Problems() {
  const { quarantine, doubts, failures, failedRuns, failedProfiles, topics, ...page } =
    useLoaderData<typeof loader>();
  const { live, view, now, timeZone } = page;
  const list = useListParams(view);
  const work = useFetcher<typeof action>();
  const look = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const [isLooking, setLooking] = useState(false);
  const may = useMay();
  const { smDown } = useBreakpoints();
  useLive(live, !isLooking);
  useEffect(() => {
    if (work.data) bridge.toast.show(outcomeText(work.data));
  }, [bridge, work.data]);

  function act(intent: ProblemIntent, keys: string[]) {
    const form = new FormData();
    form.set('intent', intent);
    for (const key of keys) form.append('key', key);
    (intent === 'view' ? look : work).submit(form, { method: 'post' });
  }
  const panel = { list, act, isBusy: work.state !== 'idle', now, timeZone };
  const panels: Record<Tab, { title: string; count: number; content: ReactNode }> = {
    deliveries: {
      title: 'Quarantined webhooks',
      count: quarantine.waiting,
      content: (
        <QuarantinePanel
          {...panel}
          quarantine={quarantine}
          onView={
            may('payloads.read')
              ? (key) => {
                  setLooking(true);
                  act('view', [key]);
                }
              : null
          }
        />
      ),
    },
    mails: {
      title: 'Delivery unconfirmed',
      count: doubts.waiting,
      content: <DoubtsPanel {...panel} doubts={doubts} />,
    },
    failed: {
      title: 'Failed actions',
      count: failures.waiting,
      content: <FailuresPanel {...panel} failures={failures} />,
    },
    runs: {
      title: 'Failed runs',
      count: failedRuns.waiting,
      content: <FailedRunsPanel {...panel} failedRuns={failedRuns} />,
    },
    profiles: {
      title: 'Failed scores',
      count: failedProfiles.waiting,
      content: <FailedProfilesPanel {...panel} failedProfiles={failedProfiles} />,
    },
    topics: {
      title: 'Unknown topics',
      count: topics.length,
      content: <TopicsPanel topics={topics} timeZone={timeZone} />,
    },
  };
  const tabs = TABS.map((id) => ({
    id,
    content: `${panels[id].title} (${formatNumber(panels[id].count)})`,
  }));
  function selectTab(tab: string) {
    list.setSearch('');
    list.change({ tab, search: '' });
  }
  return (
    <Page
      fullWidth
      title="Problems"
      subtitle="What needs your attention. Nothing here is lost."
      secondaryActions={[{ content: 'Data quality', url: '/app/settings/data-quality' }]}
    >
      <BlockStack gap="400">
        <Card padding="0">
          {smDown ? (
            <Box padding="300">
              <Select
                label="Kind of problem"
                options={tabs.map(({ id, content }) => ({ value: id, label: content }))}
                value={view.tab}
                onChange={selectTab}
              />
            </Box>
          ) : (
            <Tabs
              tabs={tabs}
              selected={TABS.indexOf(view.tab)}
              onSelect={(index) => selectTab(TABS[index] ?? 'deliveries')}
            />
          )}
        </Card>
        {/* Another list: what was selected in the one before must not stay selected. */}
        <div key={view.tab}>{panels[view.tab].content}</div>
      </BlockStack>
      <BodyModal
        isOpen={isLooking}
        body={look.state === 'idle' && look.data?.intent === 'view' ? look.data.body : undefined}
        onClose={() => setLooking(false)}
      />
    </Page>
  );
}

type Outcome = SerializeFrom<typeof action>;

function outcomeText(outcome: Outcome): string {
  switch (outcome.intent) {
    case 'replay':
      return outcome.count === 0 ? 'Already replayed' : `Replaying ${formatNumber(outcome.count)}`;
    case 'discard':
      return `Deleted ${formatNumber(outcome.count)}`;
    case 'retry':
    case 'retry_run':
    case 'retry_profile':
      return outcome.count === 0
        ? 'Already tried again'
        : `Trying ${formatNumber(outcome.count)} again`;
    case 'view':
      return outcome.body === null ? 'It no longer exists' : 'Your view was recorded';
    case 'sent':
    case 'again':
      return DOUBT_TEXTS[outcome.outcome];
  }
}

const DOUBT_TEXTS = {
  marked_sent: 'Marked as sent',
  sending_again: 'Sending again',
  no_longer_in_doubt: 'The delivery of this email is already confirmed',
} as const;
