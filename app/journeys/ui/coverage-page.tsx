import { BlockStack, Page } from '@shopify/polaris';
import type { CoveragePageData } from '#app/journeys/page/coverage-page.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { CoverageCard } from './coverage-card.tsx';
import { JourneysTabs } from './journeys-tabs.tsx';
import { OpportunitiesCard } from './opportunities-card.tsx';
import { useAddingJourney } from './use-adding-journey.ts';

export type CoveragePageProps = PageTime & {
  live: Live;
  data: CoveragePageData;
  currency: string;
  mayEdit: boolean;
};

/** Which stages of the lifecycle have a journey, what is missing, and what would fill it best. */
export function CoveragePage({ live, data, currency, mayEdit, now, timeZone }: CoveragePageProps) {
  const adding = useAddingJourney();
  useLive(live);
  return (
    <Page
      fullWidth
      title="Journeys"
      subtitle="Stages of the customer lifecycle, and the journeys that run at each."
    >
      <BlockStack gap="400">
        <JourneysTabs current="coverage" />
        <OpportunitiesCard
          {...data}
          currency={currency}
          adding={mayEdit ? adding : null}
          now={now}
          timeZone={timeZone}
        />
        <CoverageCard map={data.map} adding={mayEdit ? adding : null} />
      </BlockStack>
    </Page>
  );
}
