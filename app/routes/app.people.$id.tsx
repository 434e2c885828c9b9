import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import {
  isRouteErrorResponse,
  useLoaderData,
  useNavigation,
  useRouteError,
  useSearchParams,
} from '@remix-run/react';
import { BlockStack, InlineGrid, Layout, Page } from '@shopify/polaris';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { countedSince } from '#app/catalog/pairs.ts';
import { inShop } from '#app/platform/db.server.ts';
import { markDuplicate } from '#app/engine/identity/decide-duplicate.server.ts';
import { splitProfile } from '#app/engine/identity/split-profile.server.ts';
import { asOfText } from '#app/people/page/as-of.ts';
import { loadPersonForecast } from '#app/predictions/page/person-forecast.server.ts';
import { loadTimeline } from '#app/people/page/load-timeline.server.ts';
import {
  MOST_TIMELINE_ENTRIES,
  readPersonView,
  TIMELINE_ENTRIES,
} from '#app/people/page/person-view.ts';
import { loadPersonPage } from '#app/people/page/person-page.server.ts';
import type { ShowEvent } from '#app/people/ui/fact-source.tsx';
import { PersonCardsColumn } from '#app/people/ui/person-cards-column.tsx';
import { PersonEmailsCard } from '#app/people/ui/person-emails-card.tsx';
import { PersonGlanceCard } from '#app/people/ui/person-glance-card.tsx';
import { PersonJourneysCard } from '#app/people/ui/person-journeys-card.tsx';
import { TimelineCard } from '#app/people/ui/timeline-card.tsx';
import type { PersonSplitOutcome } from '#app/people/ui/use-person-split.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import { CollapsibleArea } from '#app/ui/collapsible-area.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { TraderBadge } from '#app/segments/ui/trader-badge.tsx';
import { useLive } from '#app/ui/use-live.ts';

const SHOWN = [
  'account',
  'account_contact',
  'account_domain',
  'address_consent',
  'application',
  'assessment',
  'banner',
  'consent',
  'decision',
  'effect',
  'event',
  'journey_run',
  'membership',
  'message',
  'possible_duplicate',
  'prediction_run',
  'product',
  'profile',
  'purchase',
  'score_model',
  'segment',
  'shopify_segment',
  'variant',
] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.read');
  const { pool, clock, policyOf } = context.services;
  const { id = '' } = params;
  if (!isUuid(id)) throw notFound();
  const now = clock.now();
  const { timeZone } = shop;
  const query = new URL(request.url).searchParams;
  const { asOf, shown, filter, focus } = readPersonView(query, timeZone, now);
  const loaded = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const { model } = await policyOf(client, shop.id);
    const person = await loadPersonPage(client, shop.id, id, model, now, asOf ?? now, timeZone);
    if (!person) return null;
    await recordRead(client, shop.id, staffId, `profile:${id}`, now);
    const timelineRequest = { ...filter, limit: shown, until: focus?.until ?? null };
    return {
      live,
      person,
      ahead: await loadPersonForecast(client, shop.id, id, timeZone, now),
      timeline: await loadTimeline(client, shop.id, id, timelineRequest, money),
    };
  });
  if (!loaded) throw notFound();
  return {
    ...loaded,
    id,
    staffId,
    shown,
    filter,
    focus,
    asOf: asOf === null ? null : asOfText(asOf, timeZone),
    latest: asOfText(now, timeZone),
    now,
    since: countedSince(now),
    shop: { currency: shop.currency, timeZone, domain: shop.domain },
  };
}

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('split'), join: z.uuid() }),
  z.object({ intent: z.literal('join'), one: z.uuid(), other: z.uuid() }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.edit');
  const { pool, clock, policyOf } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The request is not complete.', { status: 400 });
  const intent = parsed.data;
  const now = clock.now();
  return await inShop(pool, shop.id, async (client): Promise<PersonSplitOutcome> => {
    if (intent.intent === 'join') {
      const two = [intent.one, intent.other] as const;
      const { done } = await markDuplicate(client, shop.id, two, staffId, now);
      return { outcome: done ? 'joining' : 'gone' };
    }
    const policy = await policyOf(client, shop.id);
    const batching = { policy, currency: shop.currency, now };
    return await splitProfile(client, shop.id, intent.join, staffId, batching);
  });
}

export default function Person() {
  const {
    live,
    person,
    ahead: forecast,
    timeline,
    shown,
    filter,
    focus,
    ...page
  } = useLoaderData<typeof loader>();
  const [, setParams] = useSearchParams();
  const isLoading = useNavigation().state === 'loading';
  useLive(live);

  function change(values: Record<string, string | null>) {
    setParams(
      (params) => {
        const changed = new URLSearchParams(params);
        for (const [name, value] of Object.entries(values)) {
          if (value === null) changed.delete(name);
          else changed.set(name, value);
        }
        return changed;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  const whole = { kind: null, search: null, shown: null };
  const show: ShowEvent = ({ key, at }) => change({ ...whole, event: key, until: String(at) });
  const { now, shop } = page;
  const time = { now, timeZone: shop.timeZone };
  const { email, phone, country, customerId } = person.glance;
  const isTrader = person.segments.some(({ key, leftAt }) => key === TRADER_KEY && leftAt === null);
  return (
    <Page
      fullWidth
      title={person.name}
      titleMetadata={isTrader ? <TraderBadge /> : null}
      subtitle={[email === person.name ? null : email, phone, country].filter(Boolean).join(' · ')}
      backAction={{ content: 'People', url: '/app/people' }}
      secondaryActions={
        customerId === null
          ? []
          : [
              {
                content: 'View in Shopify',
                url: `https://${shop.domain}/admin/customers/${customerId}`,
                target: '_top',
              },
            ]
      }
    >
      <BlockStack gap="400">
        <PersonGlanceCard {...time} person={person} prediction={forecast.prediction} />
        <CollapsibleArea name={`person.${shop.domain}.${page.staffId}`}>
          <Layout>
            <Layout.Section>
              <BlockStack gap="300">
                <InlineGrid columns={{ xs: 1, md: 2 }} gap="300" alignItems="start">
                  <PersonJourneysCard {...time} runs={person.runs} />
                  <PersonEmailsCard {...time} decisions={person.mailDecisions} />
                </InlineGrid>
                <TimelineCard
                  {...time}
                  timeline={{
                    ...timeline,
                    hasMore: timeline.hasMore && shown < MOST_TIMELINE_ENTRIES,
                  }}
                  filter={filter}
                  isLoading={isLoading}
                  onMore={() => change({ shown: String(shown + TIMELINE_ENTRIES) })}
                  focus={focus}
                  onNewest={() => change({ event: null, until: null, shown: null })}
                />
              </BlockStack>
            </Layout.Section>
            <Layout.Section variant="oneThird">
              <PersonCardsColumn
                {...page}
                personId={page.id}
                person={person}
                forecast={forecast}
                onAsOf={(moment) => change({ at: moment })}
                onShow={show}
              />
            </Layout.Section>
          </Layout>
        </CollapsibleArea>
      </BlockStack>
    </Page>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />;
  return (
    <Page title="Person" backAction={{ content: 'People', url: '/app/people' }}>
      <EmptyState
        heading="There is no such person"
        action={{ content: 'Show all people', url: '/app/people' }}
      >
        Two visits may have turned out to be one person, the customer may have been deleted, or the
        address is not complete.
      </EmptyState>
    </Page>
  );
}

function money({ minor, currency }: { minor: number; currency: string }): string {
  return formatMoney(minor, currency);
}

function notFound(): Response {
  return new Response('There is no such person.', { status: 404 });
}
