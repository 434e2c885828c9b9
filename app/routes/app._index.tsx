import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { historyRuns } from '#app/imports/shopify/store/import-runs.server.ts';
import { isImporting, progressOf } from '#app/imports/shopify/progress.ts';
import { loadHome } from '#app/insights/home.server.ts';
import { nextSteps } from '#app/insights/next-steps.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { RECOVERY_MS } from '#app/journeys/recovery-window.ts';
import { setupSteps } from '#app/insights/setup-steps.ts';
import { DAY } from '#app/lib/duration.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { HomePage } from '#app/insights/ui/home-page.tsx';
import { ImportingBanner } from '#app/imports/shopify/ui/import-cards.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = [
  'application',
  'banner',
  'cart',
  'definition',
  'effect',
  'event',
  'import_run',
  'inbox',
  'journey_run',
  'journey_stop',
  'message',
  'profile',
  'purchase',
  'quarantine',
  'setting',
  'topic_count',
] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app._index');
  const { pool, clock, environment } = context.services;
  const now = clock.now();
  const { live, home, runs } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    home: await loadHome(client, shop.id, shop, now),
    runs: await historyRuns(client, shop.id),
  }));
  return {
    live,
    home,
    imports: runs.map((run) => progressOf(run, now)),
    skipped: Object.entries(home.mails.skipped)
      .map(([reason, count]) => ({ reason: reasonWords(reason), count }))
      .sort((a, b) => b.count - a.count),
    steps: nextSteps(home, now),
    setup: setupSteps(home.setup, shop.domain, environment.SHOPIFY_API_KEY),
    recoveryDays: RECOVERY_MS / DAY,
    now,
    currency: shop.currency,
    timeZone: shop.timeZone,
  };
}

export default function HomeRoute() {
  const { imports, ...data } = useLoaderData<typeof loader>();
  return (
    <HomePage
      {...data}
      importingBanner={isImporting(imports) ? <ImportingBanner progress={imports} /> : null}
    />
  );
}
