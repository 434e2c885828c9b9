import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { addCampaignNames } from '#app/campaigns/page/campaign-names.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { effectKindNames } from '#app/effects/registry.ts';
import { selectEffectLateness } from '#app/effects/store/effect-lateness.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { listFailedRuns, retryRuns } from '#app/engine/failed-runs.server.ts';
import {
  listFailedProfiles,
  retryProfiles,
} from '#app/engine/recompute/unscored-profiles.server.ts';
import {
  discardDeliveries,
  listQuarantine,
  replayDeliveries,
  viewBody,
} from '#app/events/inbox/quarantine.server.ts';
import { unknownTopics } from '#app/events/inbox/store/topic-hours.server.ts';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { nameMail, nameRun } from '#app/journeys/page/named-problems.ts';
import { DAY } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { decideDoubt, listMailsInDoubt } from '#app/messages/delivery/mails-in-doubt.server.ts';
import { messageIdOf } from '#app/messages/delivery/message-id.ts';
import { hideStops } from '#app/journey-watch/hide-stops.server.ts';
import { listStops } from '#app/journey-watch/page/list-stops.server.ts';
import { listFailures, retryFailures } from '#app/problems/failures.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { PROBLEM_INTENTS } from '#app/problems/problem-intent.ts';
import type { ProblemOutcome } from '#app/problems/problem-outcome.ts';
import { PROBLEM_TABS } from '#app/problems/problem-tab.ts';
import { ProblemsPage } from '#app/problems/ui/problems-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const PERIOD_MS = 30 * DAY;

/** How many problems are decided on at once. */
const MOST_KEYS = 100;

/** Runs and stops are known by ids, everything else by keys that are texts. */
const Decision = z.discriminatedUnion('intent', [
  z.object({
    intent: z.enum(['retry_run', 'snooze_stop', 'dismiss_stop', 'show_stop']),
    key: z.array(z.uuid()).min(1).max(MOST_KEYS),
  }),
  z.object({
    intent: z
      .enum(PROBLEM_INTENTS)
      .exclude(['retry_run', 'snooze_stop', 'dismiss_stop', 'show_stop']),
    key: z.array(z.string().min(1).max(500)).min(1).max(MOST_KEYS),
  }),
]);

const SHOWN = [
  'campaign',
  'definition',
  'effect',
  'job_attempt',
  'journey_run',
  'journey_stop',
  'move_in',
  'profile_problem',
  'quarantine',
  'topic_count',
] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.problems');
  const { pool, clock } = context.services;
  const params = new URL(request.url).searchParams;
  const tab = z.enum(PROBLEM_TABS).catch('deliveries').parse(params.get('tab'));
  const view = readListView(params, ['time']);
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'problems', now);
    const live = await readLive(client, shop.id, SHOWN);
    const doubts = await listMailsInDoubt(client, shop.id, view);
    const failures = await listFailures(client, shop.id, view);
    const failedRuns = await listFailedRuns(client, shop.id, view);
    const known = await loadDefinitionNames(client, shop.id);
    const names = await addCampaignNames(client, shop.id, known);
    const runs = failedRuns.runs.map((run) => ({ ...run, version: run.journeyVersion }));
    const versions = await loadVersionsOfRuns(client, shop.id, runs);
    return {
      live,
      quarantine: await listQuarantine(client, shop.id, view),
      doubts: { ...doubts, mails: doubts.mails.map((mail) => nameMail(mail, names)) },
      failures: { ...failures, effects: failures.effects.map((effect) => nameMail(effect, names)) },
      lateness:
        tab === 'failed'
          ? await selectEffectLateness(client, shop.id, effectKindNames, now - DAY)
          : [],
      failedRuns: {
        ...failedRuns,
        runs: runs.map((run) => nameRun(run, run, { names, versions })),
      },
      failedProfiles: await listFailedProfiles(client, shop.id, view),
      stops: await listStops(client, shop.id, view, now),
      topics: await unknownTopics(client, shop.id, now - PERIOD_MS),
      view: { ...view, tab },
      now,
      timeZone: shop.timeZone,
    };
  });
}

export async function action({ request, context }: ActionFunctionArgs): Promise<ProblemOutcome> {
  const { shop, staffId, demand } = await authenticateAdmin(request, context, 'problems.solve');
  const { pool, clock, environment } = context.services;
  const { intent, key: keys } = await parseIntent(request, Decision, ['key']);
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
      case 'snooze_stop':
      case 'dismiss_stop':
      case 'show_stop':
        return { intent, key, count: await hideStops(client, shop.id, intent, keys, staffId, now) };
      case 'view':
        return { intent, body: await viewBody(client, shop.id, key, staffId, now) };
      case 'sent':
      case 'again': {
        const messageId = messageIdOf(shop.id, key, environment.SHOPIFY_APP_URL);
        const mail = { key, messageId, decision: intent };
        return { intent, ...(await decideDoubt(client, shop.id, mail, staffId, now)) };
      }
    }
  });
}

export default function ProblemsRoute() {
  const data = useLoaderData<typeof loader>();
  return <ProblemsPage {...data} />;
}
