import { Text } from '@shopify/polaris';
import type { JourneyPage } from '#app/journeys/page/journey-page.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';

/** Why people exited a journey before its end. */
export function JourneyExitsCard({ exits }: Pick<JourneyPage, 'exits'>) {
  return (
    <PlainCard title="Exit reasons">
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
    </PlainCard>
  );
}
