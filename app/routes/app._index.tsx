import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, InlineGrid, Layout, Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { historyRuns } from '#app/imports/shopify/import-runs.server.ts';
import { isImporting, progressOf } from '#app/imports/shopify/progress.ts';
import { loadHome } from '#app/insights/home.server.ts';
import { nextSteps } from '#app/insights/next-steps.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { RECOVERY_MS } from '#app/journeys/page/recovered.server.ts';
import { setupSteps } from '#app/insights/setup-steps.ts';
import { DAY } from '#app/lib/duration.ts';
import { DAYS, ORDERS, formatCount } from '#app/lib/format/count.ts';
import { formatDuration } from '#app/lib/format/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { Figure } from '#app/ui/figure.tsx';
import {
  HomeMailsCard,
  HomeJourneysCard,
  NextStepsCard,
  SetupCard,
} from '#app/insights/ui/home-cards.tsx';
import { ImportingBanner } from '#app/imports/shopify/ui/import-cards.tsx';
import { MoneyText } from '#app/ui/money.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useNow } from '#app/ui/use-now.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = [
  'application',
  'banner',
  'cart',
  'effect',
  'event',
  'import_run',
  'inbox',
  'journey_run',
  'message',
  'profile',
  'purchase',
  'quarantine',
  'setting',
  'topic_count',
] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
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

export default function Home() {
  const { live, home, imports, skipped, steps, setup, recoveryDays, now, currency, timeZone } =
    useLoaderData<typeof loader>();
  useLive(live);
  const moment = useNow(now);
  const isSetUp = setup.every(({ isDone }) => isDone);
  if (!home.setup.hasEvents && home.people.total === 0) {
    return (
      <Page title="Home">
        <BlockStack gap="400">
          {isImporting(imports) ? <ImportingBanner progress={imports} /> : null}
          <EmptyState heading="Waiting for the first event from your store">
            With the next visit, cart or order this page shows who is close to buying, what was
            recovered and what to do next.
          </EmptyState>
          <SetupCard steps={setup} />
        </BlockStack>
      </Page>
    );
  }
  const { people, carts, recovered, mails, inbox, applications } = home;
  const time = { now, timeZone };
  return (
    <Page title="Home" subtitle="What is going on in your shop, live, and what to do today.">
      <BlockStack gap="400">
        {isImporting(imports) ? <ImportingBanner progress={imports} /> : null}
        <NextStepsCard steps={steps} />
        <InlineGrid columns={{ xs: 1, sm: 2, lg: 3 }} gap="400">
          <Figure
            name="Recovered revenue"
            period="Last 30 days"
            value={<MoneyText minor={recovered.minor} currency={currency} />}
          >
            {`From ${formatCount(recovered.orders, ORDERS)} placed within ${formatCount(recoveryDays, DAYS)} after the same person clicked an email or banner of “Abandoned cart”, less refunds. Attributed; how much of it would have come anyway is not measured yet.`}
          </Figure>
          <Figure name="Carts at risk" period="Last 14 days" value={carts.count}>
            <MoneyText minor={carts.totalMinor} currency={currency} /> in open carts and checkouts
            that were changed in this time and not bought.
            {carts.inOthers === 0
              ? ''
              : ` ${formatCount(carts.inOthers, OTHERS)} in another currency and not in this amount.`}
          </Figure>
          <Figure name="People" period="All time" value={people.total}>
            {`${formatNumber(people.new)} of them new in the last 7 days. Visitors count too; orders without a customer, email address and phone number, such as those from a point of sale, do not.`}
          </Figure>
          <Figure name="Wholesale applications" period="Waiting now" value={applications.count}>
            {applications.oldestAt === null ? (
              'No applications to review.'
            ) : (
              <>
                The first came <RelativeTime {...time} at={applications.oldestAt} />.
              </>
            )}
          </Figure>
          <Figure name="Emails sent" period="Last 30 days" value={mails.sent}>
            {`Of ${formatNumber(mails.entered)} scheduled; the outcome of the others is below.`}
          </Figure>
          <Figure name="Processing" period="Now" value={lag(inbox.oldestAt, moment)}>
            {inbox.count === 0
              ? 'Up to date with Shopify.'
              : `Age of the oldest of ${formatCount(inbox.count, MESSAGES)} from Shopify still to process.`}
          </Figure>
        </InlineGrid>
        <Layout>
          <Layout.Section variant="oneHalf">
            <HomeMailsCard mails={mails} skipped={skipped} />
          </Layout.Section>
          <Layout.Section variant="oneHalf">
            <HomeJourneysCard journeys={home.journeys} />
          </Layout.Section>
        </Layout>
        {isSetUp ? null : <SetupCard steps={setup} />}
      </BlockStack>
    </Page>
  );
}

const MESSAGES = { one: 'message', many: 'messages' };
const OTHERS = { one: 'of them is', many: 'of them are' };

function lag(oldestAt: number | null, now: number): string {
  if (oldestAt === null) return 'Up to date';
  return formatDuration(now - oldestAt);
}
