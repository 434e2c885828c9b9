import { useNavigation } from '@remix-run/react';
import { BlockStack, InlineGrid, Layout, Page } from '@shopify/polaris';
import type { AddableJourney } from '#app/journeys/page/addable-journeys.ts';
import type { Timeline } from '#app/people/page/load-timeline.ts';
import type { PersonPage } from '#app/people/page/person-page.ts';
import {
  MOST_TIMELINE_ENTRIES,
  TIMELINE_ENTRIES,
  type PersonView,
} from '#app/people/page/person-view.ts';
import type { PersonPlan } from '#app/people/page/planned-messages.ts';
import type { PersonPipeline } from '#app/pipeline/person-pipeline.ts';
import type { PersonForecast } from '#app/predictions/page/person-forecast.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import { TraderBadge } from '#app/segments/ui/trader-badge.tsx';
import { CollapsibleArea } from '#app/ui/collapsible-area.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useParamChange } from '#app/ui/use-param-change.ts';
import type { ShowEvent } from './fact-source.tsx';
import { PersonCardsColumn } from './person-cards-column.tsx';
import { PersonEmailsCard } from './person-emails-card.tsx';
import { PersonGlanceCard } from './person-glance-card.tsx';
import { PersonJourneysCard } from './person-journeys-card.tsx';
import { PlannedMessagesCard } from './planned-messages-card.tsx';
import { TimelineCard } from './timeline-card.tsx';

export type PersonDetailsPageProps = Pick<PersonView, 'shown' | 'filter' | 'focus'> & {
  live: Live;
  id: string;
  /** Who looks at the person: the cards that they opened are remembered. */
  staffId: string;
  person: PersonPage;
  forecast: PersonForecast;
  plan: PersonPlan;
  timeline: Timeline;
  /** The journeys that staff can add the person to. */
  addable: AddableJourney[];
  pipeline: PersonPipeline;
  /** The moment that the score is explained at and the latest, as a date-and-time field holds them. */
  asOf: string | null;
  latest: string;
  now: number;
  /** Since when purchases and views are counted for recommendations, epoch milliseconds. */
  since: number;
  shop: { currency: string; timeZone: string; domain: string };
};

/** Everything about one person: what to do, what happened and what is known, for staff. */
export function PersonDetailsPage(props: PersonDetailsPageProps) {
  const { live, id, staffId, person, forecast, timeline, pipeline, shown, filter, focus, ...page } =
    props;
  const change = useParamChange();
  const isLoading = useNavigation().state === 'loading';
  useLive(live);

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
        <CollapsibleArea name={`person.${shop.domain}.${staffId}`}>
          <Layout>
            <Layout.Section>
              <BlockStack gap="300">
                <InlineGrid columns={{ xs: 1, md: 2 }} gap="300" alignItems="start">
                  <PersonJourneysCard
                    {...time}
                    runs={person.runs}
                    personId={id}
                    addable={props.addable}
                  />
                  <PersonEmailsCard {...time} personId={id} decisions={person.mailDecisions} />
                </InlineGrid>
                <PlannedMessagesCard {...time} plan={props.plan} />
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
                personId={id}
                person={person}
                pipeline={pipeline}
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
