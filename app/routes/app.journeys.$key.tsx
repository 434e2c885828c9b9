import type { LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react';
import { Badge, BlockStack, Box, Card, Layout, Page, Text, useBreakpoints } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { stepCard, triggerWords } from '#app/journeys/page/journey-words.ts';
import { nameRun } from '#app/journeys/page/named-problems.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { recoveredByJourney } from '#app/journeys/page/recovered.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { journeyByKey } from '#app/journeys/gallery.ts';
import { loadJourneyPage } from '#app/journeys/page/journey-page.server.ts';
import { RUN_SORTS } from '#app/journeys/page/journey-page.ts';
import { edgesOf } from '#app/journeys/page/journey-path.ts';
import { DAY } from '#app/lib/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { JourneyDrawing } from '#app/journeys/ui/journey-drawing.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { MoneyText } from '#app/ui/money.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { RunsTable } from '#app/journeys/ui/runs-table.tsx';
import { StepList } from '#app/journeys/ui/step-list.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

const PERIOD_MS = 30 * DAY;

const SHOWN = ['effect', 'journey_run', 'message', 'purchase'] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId, may } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const journey = journeyByKey(params.key ?? '');
  if (!journey) throw new Response('There is no such journey.', { status: 404 });
  const view = readListView(new URL(request.url).searchParams, RUN_SORTS);
  const now = clock.now();
  const showsPeople = may('people.read');
  const page = await inShop(pool, shop.id, async (client) => {
    if (showsPeople) await recordRead(client, shop.id, staffId, `journey:${journey.key}`, now);
    const live = await readLive(client, shop.id, SHOWN);
    const shown = showsPeople ? view : null;
    const figures = await loadJourneyPage(client, shop.id, journey, now - PERIOD_MS, shown);
    return {
      live,
      ...figures,
      runs: figures.runs.map((run) =>
        nameRun(run, { journeyKey: journey.key, version: run.version }),
      ),
      recovered: (await recoveredByJourney(client, shop.id, now - PERIOD_MS, shop.currency)).get(
        journey.key,
      ),
    };
  });
  const { currency, timeZone } = shop;
  const shown = { page, showsPeople, view };
  return { journey: outline(journey), ...shown, now, currency, timeZone };
}

/** A journey in the words of the page. */
function outline(journey: Journey) {
  const { key, name, purpose } = journey;
  return {
    key,
    name,
    purpose,
    trigger: triggerWords(journey),
    steps: journey.steps.map((step) => ({
      id: step.id,
      isEnd: step.kind === 'exit',
      ...stepCard(journey, step),
    })),
    ways: edgesOf(journey),
  };
}

export default function JourneyDetails() {
  const { journey, page, showsPeople, view, now, currency, timeZone } =
    useLoaderData<typeof loader>();
  const list = useListParams(view);
  const { mdUp } = useBreakpoints();
  useLive(page.live);
  const steps = journey.steps.flatMap((step) => {
    const figures = page.steps[step.id];
    return figures ? [{ ...step, figures }] : [];
  });
  const stepList = <StepList steps={steps} edges={journey.ways} />;
  return (
    <Page
      title={journey.name}
      titleMetadata={<Badge tone="success">Running</Badge>}
      subtitle={journey.purpose}
      backAction={{ content: 'Journeys', url: '/app/journeys' }}
    >
      <Layout>
        <Layout.Section>
          <Card>
            <BlockStack gap="300">
              <BlockStack>
                <Text as="h2" variant="headingMd">
                  Steps
                </Text>
                <Text as="p" tone="subdued">
                  {`${journey.trigger}. “Here now” counts everyone; the other figures are of the last 30 days.`}
                </Text>
              </BlockStack>
              {mdUp ? (
                <>
                  <JourneyDrawing steps={steps} edges={journey.ways} />
                  <Box visuallyHidden>{stepList}</Box>
                </>
              ) : (
                stepList
              )}
            </BlockStack>
          </Card>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <SummaryCard page={page} currency={currency} />
            <ExitsCard exits={page.exits} />
          </BlockStack>
        </Layout.Section>
        {showsPeople ? (
          <Layout.Section variant="fullWidth">
            <Card padding="0">
              <Box padding="300" paddingBlockEnd="0">
                <Text as="h2" variant="headingMd">
                  People in this journey
                </Text>
              </Box>
              <ListSearch
                label="Search people in this journey"
                placeholder="Name or email address"
                list={list}
              />
              <RunsTable
                runs={page.runs}
                list={list}
                hasMore={page.hasMoreRuns}
                now={now}
                timeZone={timeZone}
              />
            </Card>
          </Layout.Section>
        ) : null}
      </Layout>
    </Page>
  );
}

type PageData = ReturnType<typeof useLoaderData<typeof loader>>['page'];

function SummaryCard({ page, currency }: { page: PageData; currency: string }) {
  const { orders, minor } = page.recovered ?? { orders: 0, minor: 0 };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Last 30 days
        </Text>
        <FactList
          facts={[
            { name: 'Active', value: formatNumber(page.active) },
            { name: 'Entered', value: formatNumber(page.entered) },
            { name: 'Completed', value: formatNumber(page.completed) },
            { name: 'Exited', value: formatNumber(sumOfCounts(page.exits)) },
            ...(page.failed > 0
              ? [{ name: 'Failed, see Problems', value: formatNumber(page.failed) }]
              : []),
            { name: 'Recovered', value: <MoneyText minor={minor} currency={currency} /> },
            { name: 'Recovered orders', value: formatNumber(orders) },
          ]}
        />
        <Text as="p" tone="subdued">
          Recovered are orders placed within 5 days after a click in an email of this journey, net
          of refunds. “Active” counts everyone, whenever they entered.
        </Text>
      </BlockStack>
    </Card>
  );
}

function ExitsCard({ exits }: Pick<PageData, 'exits'>) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Exit reasons
        </Text>
        {exits.length === 0 ? (
          <Text as="p" tone="subdued">
            No one who entered in the last 30 days has exited before the end.
          </Text>
        ) : (
          <FactList
            facts={exits.map(({ reason, count }) => ({
              name: reasonWords(reason),
              value: formatNumber(count),
            }))}
          />
        )}
      </BlockStack>
    </Card>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />;
  return (
    <Page backAction={{ content: 'Journeys', url: '/app/journeys' }}>
      <EmptyState
        heading="There is no such journey"
        action={{ content: 'Show all journeys', url: '/app/journeys' }}
      >
        It may have been renamed, or the address is not complete.
      </EmptyState>
    </Page>
  );
}
