import type { ActionFunctionArgs, LoaderFunctionArgs, SerializeFrom } from '@remix-run/node';
import {
  isRouteErrorResponse,
  useFetcher,
  useLoaderData,
  useNavigation,
  useRouteError,
  useSearchParams,
} from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, InlineStack, Layout, Page } from '@shopify/polaris';
import { useEffect } from 'react';
import { validate as isUuid } from 'uuid';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { countedSince } from '#app/catalog/pairs.ts';
import { z } from 'zod';
import { inShop } from '#app/db.server.ts';
import { joinProfiles } from '#app/engine/decide-duplicate.server.ts';
import { splitProfile } from '#app/engine/split-profile.server.ts';
import { asOfText, readAsOf } from '#app/insights/as-of.ts';
import { loadTimeline } from '#app/insights/load-timeline.server.ts';
import { personAhead } from '#app/insights/lifetime/ahead.server.ts';
import { loadPersonPage } from '#app/insights/person-page.server.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { TRADER_KEY } from '#app/segments/trader-tier.ts';
import { AheadCard } from '#app/ui/ahead-card.tsx';
import { FactCards } from '#app/ui/fact-cards.tsx';
import type { ShowEvent } from '#app/ui/fact-source.tsx';
import { JourneysCard, MailsCard } from '#app/ui/journey-cards.tsx';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { ConsentCard } from '#app/ui/consent-card.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { GradeBadge, TraderBadge } from '#app/ui/person-badges.tsx';
import { PersonSegmentsCard } from '#app/ui/person-segments-card.tsx';
import { RecommendedCard } from '#app/ui/recommended-card.tsx';
import { IdentitiesCard } from '#app/ui/identities-card.tsx';
import { OrdersCard } from '#app/ui/person-cards.tsx';
import { ScoreCard } from '#app/ui/score-card.tsx';
import { TimelineCard, type TimelineFocus } from '#app/ui/timeline-card.tsx';
import { useLive } from '#app/ui/use-live.ts';

/** Entries of the timeline shown at first and added by each wish for more; and the most there are. */
const ENTRIES = 50;
const MOST_ENTRIES = 1000;

const SHOWN = [
  'account',
  'account_contact',
  'account_domain',
  'address_consent',
  'assessment',
  'banner',
  'consent',
  'decision',
  'effect',
  'event',
  'journey_run',
  'membership',
  'message',
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
  const query = new URL(request.url).searchParams;
  const now = clock.now();
  const asOf = readAsOf(query.get('at'), shop.timeZone, now);
  const shown = entriesShown(query.get('shown'));
  const focus = focusOf(query);
  const loaded = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const { model } = await policyOf(client, shop.id);
    const person = await loadPersonPage(client, shop.id, id, model, now, asOf ?? now);
    if (!person) return null;
    await recordRead(client, shop.id, staffId, `profile:${id}`, now);
    const until = focus?.until ?? null;
    return {
      live,
      person,
      ahead: await personAhead(client, shop.id, id, shop.timeZone, now),
      timeline: await loadTimeline(client, shop.id, id, shown, money, until),
    };
  });
  if (!loaded) throw notFound();
  return {
    ...loaded,
    id,
    shown,
    focus,
    asOf: asOf === null ? null : asOfText(asOf, shop.timeZone),
    latest: asOfText(now, shop.timeZone),
    now,
    since: countedSince(now),
    shop: { currency: shop.currency, timeZone: shop.timeZone, domain: shop.domain },
  };
}

const Wish = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('split'), join: z.uuid() }),
  z.object({ intent: z.literal('join'), one: z.uuid(), other: z.uuid() }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.edit');
  const { pool, clock, policyOf } = context.services;
  const parsed = Wish.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The wish is not complete.', { status: 400 });
  const wish = parsed.data;
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    if (wish.intent === 'join') {
      const two = [wish.one, wish.other] as const;
      const { done } = await joinProfiles(client, shop.id, two, staffId, now);
      return { outcome: done ? ('joining' as const) : ('gone' as const) };
    }
    const policy = await policyOf(client, shop.id);
    const batching = { policy, currency: shop.currency, now };
    return await splitProfile(client, shop.id, wish.join, staffId, batching);
  });
}

export default function Person() {
  const { live, person, ahead, timeline, id, shown, focus, asOf, latest, now, since, shop } =
    useLoaderData<typeof loader>();
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

  const work = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const { data, submit } = work;
  useEffect(() => {
    if (!data) return;
    if (data.outcome !== 'split') {
      bridge.toast.show(OUTCOME_TEXTS[data.outcome]);
      return;
    }
    const { stays: one, goes: other } = data;
    bridge.toast.show('Split into two people', {
      action: 'Undo',
      onAction: () => submit({ intent: 'join', one, other }, { method: 'post' }),
    });
  }, [bridge, data, submit]);
  const split = (join: string) => submit({ intent: 'split', join }, { method: 'post' });

  const show: ShowEvent = ({ key, at }) => change({ event: key, until: String(at), shown: null });
  const time = { now, timeZone: shop.timeZone };
  const isTrader = person.segments.some(({ key, leftAt }) => key === TRADER_KEY && leftAt === null);
  const [about, otherFacts] = [person.facts.slice(0, 1), person.facts.slice(1)];
  return (
    <Page
      title={person.name}
      titleMetadata={
        <InlineStack gap="200">
          <GradeBadge {...person.current} />
          {isTrader ? <TraderBadge /> : null}
        </InlineStack>
      }
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
              personId={id}
              explanation={person.explanation}
              asOf={asOf}
              latest={latest}
              firstSeenAt={person.firstSeenAt}
              onAsOf={(moment) => change({ at: moment })}
              onShow={show}
              {...time}
            />
            <AheadCard ahead={ahead} {...time} />
            <RecommendedCard products={person.recommended} since={since} {...shop} />
            <FactCards groups={otherFacts} onShow={show} {...time} />
            <PersonSegmentsCard segments={person.segments} {...time} />
            <JourneysCard runs={person.runs} {...time} />
            <OrdersCard orders={person.recentOrders} shopDomain={shop.domain} {...time} />
            <ConsentCard consents={person.consents} {...time} />
            <EditArea needs="people.edit">
              <IdentitiesCard
                known={person.known}
                onSplit={split}
                isBusy={work.state !== 'idle'}
                {...time}
              />
            </EditArea>
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

const OUTCOME_TEXTS: Record<Exclude<SerializeFrom<typeof action>['outcome'], 'split'>, string> = {
  joining: 'Joined again',
  gone: 'One of them is not there any more',
  not_remembered: 'This is too long ago, or was split already',
  merged_in_shopify: 'Shopify merged these customers, which cannot be taken back',
};

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
