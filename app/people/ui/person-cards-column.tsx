import { BlockStack } from '@shopify/polaris';
import type { PersonPipeline } from '#app/pipeline/person-pipeline.ts';
import { LeadCard } from '#app/pipeline/ui/lead-card.tsx';
import { SalesTasksCard } from '#app/pipeline/ui/sales-tasks-card.tsx';
import type { PersonForecast } from '#app/predictions/page/person-forecast.ts';
import type { PersonPage } from '#app/people/page/person-page.ts';
import { PersonConsentCard } from './consent-card.tsx';
import { FactCard } from './fact-card.tsx';
import type { ShowEvent } from './fact-source.tsx';
import { ForecastCard } from './forecast-card.tsx';
import { IdentitiesCard } from './identities-card.tsx';
import { OrdersCard } from './orders-card.tsx';
import { PersonSegmentsCard } from './person-segments-card.tsx';
import { RecommendedCard } from './recommended-card.tsx';
import { ScoreCard } from './score-card.tsx';
import { ScoreHistoryCard } from './score-history-card.tsx';
import { usePersonSplit } from './use-person-split.ts';

export type PersonCardsColumnProps = {
  personId: string;
  person: PersonPage;
  pipeline: PersonPipeline;
  forecast: PersonForecast;
  /** The moment that the score is explained at and the latest there is, as a date-and-time field holds them. */
  asOf: string | null;
  latest: string;
  onAsOf: (moment: string | null) => void;
  onShow: ShowEvent;
  shop: { currency: string; timeZone: string; domain: string };
  /** Since when purchases and views are counted for recommendations, epoch milliseconds. */
  since: number;
  now: number;
};

/** What is known of a person, in cards that staff fold as they need them. */
export function PersonCardsColumn(props: PersonCardsColumnProps) {
  const { personId, person, pipeline, forecast: ahead, asOf, latest, onAsOf, onShow } = props;
  const { shop, since } = props;
  const time = { now: props.now, timeZone: shop.timeZone };
  const { explanation, glance } = person;
  const { split, isBusy } = usePersonSplit();
  const about = person.facts.filter(({ key }) => key === 'about');
  const others = person.facts.filter(({ key }) => key !== 'about');
  return (
    <BlockStack gap="300">
      <ScoreCard
        explanation={explanation}
        isPast={asOf !== null}
        onShow={onShow}
        timeZone={shop.timeZone}
      />
      <LeadCard {...time} personId={personId} lead={pipeline.lead} />
      <SalesTasksCard {...time} personId={personId} tasks={pipeline.tasks} staff={pipeline.staff} />
      {about.map((group) => (
        <FactCard key={group.key} {...time} group={group} isOpenAtFirst onShow={onShow} />
      ))}
      <OrdersCard {...time} orders={person.recentOrders} glance={glance} shopDomain={shop.domain} />
      <PersonConsentCard {...time} consents={person.consents} choices={person.choices} />
      <PersonSegmentsCard {...time} segments={person.segments} />
      <ForecastCard {...time} forecast={ahead} />
      <RecommendedCard {...shop} products={person.recommended} since={since} />
      {others.map((group) => (
        <FactCard key={group.key} {...time} group={group} onShow={onShow} />
      ))}
      <ScoreHistoryCard
        {...time}
        personId={personId}
        explanation={explanation}
        asOf={asOf}
        latest={latest}
        firstSeenAt={glance.firstSeenAt}
        onAsOf={onAsOf}
      />
      <IdentitiesCard {...time} known={person.known} onSplit={split} isBusy={isBusy} />
    </BlockStack>
  );
}
