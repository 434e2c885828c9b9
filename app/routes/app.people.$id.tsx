import type { LoaderFunctionArgs } from '@remix-run/node';
import {
  isRouteErrorResponse,
  useLoaderData,
  useNavigation,
  useRouteError,
  useSearchParams,
} from '@remix-run/react';
import { BlockStack, Layout, Page } from '@shopify/polaris';
import { validate as isUuid } from 'uuid';
import { countedSince } from '#app/catalog/pairs.ts';
import { inShop } from '#app/db.server.ts';
import { asOfText, readAsOf } from '#app/insights/as-of.ts';
import { loadTimeline } from '#app/insights/load-timeline.server.ts';
import { loadPersonPage } from '#app/insights/person-page.server.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { authenticateAdmin } from '#app/shopify/authenticate-admin.server.ts';
import { formatMoney } from '#app/lib/money.ts';
import { FactCards } from '#app/ui/fact-cards.tsx';
import type { ShowEvent } from '#app/ui/fact-source.tsx';
import { JourneysCard, MailsCard } from '#app/ui/journey-cards.tsx';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { ConsentCard } from '#app/ui/consent-card.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { GradeBadge } from '#app/ui/person-badges.tsx';
import { IdentitiesCard, OrdersCard } from '#app/ui/person-cards.tsx';
import { RecommendedCard } from '#app/ui/recommended-card.tsx';
import { ScoreCard } from '#app/ui/score-card.tsx';
import { TimelineCard, type TimelineFocus } from '#app/ui/timeline-card.tsx';
import { useLive } from '#app/ui/use-live.ts';

/** Entries of the timeline shown at first and added by each wish for more; and the most there are. */
const ENTRIES = 50;
const MOST_ENTRIES = 1000;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context);
  const { pool, clock } = context.services;
  const { id = '' } = params;
  if (!isUuid(id)) throw notFound();
  const query = new URL(request.url).searchParams;
  const now = clock.now();
  const asOf = readAsOf(query.get('at'), shop.timeZone, now);
  const shown = entriesShown(query.get('shown'));
  const focus = focusOf(query);
  const loaded = await inShop(pool, shop.id, async (client) => {
    const person = await loadPersonPage(client, shop.id, id, retailModel, now, asOf ?? now);
    if (!person) return null;
    const until = focus?.until ?? null;
    return { person, timeline: await loadTimeline(client, shop.id, id, shown, money, until) };
  });
  if (!loaded) throw notFound();
  return {
    ...loaded,
    shown,
    focus,
    asOf: asOf === null ? null : asOfText(asOf, shop.timeZone),
    latest: asOfText(now, shop.timeZone),
    now,
    since: countedSince(now),
    shop: { currency: shop.currency, timeZone: shop.timeZone, domain: shop.domain },
  };
}

export default function Person() {
  const { person, timeline, shown, focus, asOf, latest, now, since, shop } =
    useLoaderData<typeof loader>();
  const [, setParams] = useSearchParams();
  const isLoading = useNavigation().state === 'loading';
  useLive();

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

  const show: ShowEvent = ({ key, at }) => change({ event: key, until: String(at), shown: null });
  const time = { now, timeZone: shop.timeZone };
  const [about, otherFacts] = [person.facts.slice(0, 1), person.facts.slice(1)];
  return (
    <Page
      title={person.name}
      titleMetadata={<GradeBadge {...person.current} />}
      backAction={{ content: 'People', url: '/app/people' }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <TimelineCard
              entries={timeline.entries}
              hasMore={timeline.hasMore && shown < MOST_ENTRIES}
              isLoading={isLoading}
              onMore={() => change({ shown: String(shown + ENTRIES) })}
              focus={focus}
              onNewest={() => change({ event: null, until: null, shown: null })}
              {...time}
            />
            <MailsCard decisions={person.mailDecisions} {...time} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <FactCards groups={about} stage={person} onShow={show} {...time} />
            <ScoreCard
              explanation={person.explanation}
              asOf={asOf}
              latest={latest}
              onAsOf={(moment) => change({ at: moment })}
              onShow={show}
              {...time}
            />
            <RecommendedCard products={person.recommended} since={since} {...shop} />
            <FactCards groups={otherFacts} onShow={show} {...time} />
            <JourneysCard runs={person.runs} {...time} />
            <OrdersCard orders={person.recentOrders} shopDomain={shop.domain} {...time} />
            <ConsentCard consents={person.consents} {...time} />
            <IdentitiesCard identities={person.identities} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />;
  return (
    <Page title="Person" backAction={{ content: 'People', url: '/app/people' }}>
      <NothingYet
        heading="There is no such person"
        action={{ content: 'Show all people', url: '/app/people' }}
      >
        Two visits may have turned out to be one person, the customer may have been deleted, or the
        address is not complete.
      </NothingYet>
    </Page>
  );
}

function money({ minor, currency }: { minor: number; currency: string }): string {
  return formatMoney(minor, currency);
}

function entriesShown(text: string | null): number {
  const wished = Number(text);
  return Number.isInteger(wished) ? Math.min(Math.max(wished, ENTRIES), MOST_ENTRIES) : ENTRIES;
}

/** The entry that somebody asked for by following a fact to its event. */
function focusOf(query: URLSearchParams): TimelineFocus | null {
  const [key, until] = [query.get('event'), Number(query.get('until'))];
  return key !== null && Number.isSafeInteger(until) && until > 0 ? { key, until } : null;
}

function notFound(): Response {
  return new Response('There is no such person.', { status: 404 });
}
