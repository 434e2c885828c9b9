import { Text } from '@shopify/polaris';
import { figurePeriod, type FigureDays } from '#app/journeys/page/figure-period.ts';
import type { LiveFigures } from '#app/journeys/page/live-figures.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';

export type JourneyExitsCardProps = Pick<LiveFigures, 'exits'> & { days: FigureDays };

/** Why people exited a journey before its end. */
export function JourneyExitsCard({ exits, days }: JourneyExitsCardProps) {
  return (
    <PlainCard title="Exit reasons">
      {exits.length === 0 ? (
        <Text as="p" tone="subdued">
          {`No one who entered in the ${figurePeriod(days)} has exited before the end.`}
        </Text>
      ) : (
        <FactList
          facts={exits.map(({ reason, count }) => ({
            name: reasonWords(reason),
            value: formatNumber(count),
          }))}
        />
      )}
    </PlainCard>
  );
}
