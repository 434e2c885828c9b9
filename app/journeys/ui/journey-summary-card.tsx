import { BlockStack, Card, Text } from '@shopify/polaris';
import { figurePeriod, type FigureDays } from '#app/journeys/page/figure-period.ts';
import type { LiveFigures } from '#app/journeys/page/live-figures.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { MoneyText } from '#app/ui/money.tsx';

export type JourneySummaryCardProps = {
  page: Omit<LiveFigures, 'steps'>;
  days: FigureDays;
  currency: string;
};

/** What a journey did in a period, in figures. */
export function JourneySummaryCard({ page, days, currency }: JourneySummaryCardProps) {
  const { orders, minor } = page.recovered;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`In the ${figurePeriod(days)}`}
        </Text>
        <FactList
          facts={[
            { name: 'Active', value: formatNumber(page.active) },
            { name: 'Entered', value: formatNumber(page.entered) },
            { name: 'Completed', value: formatNumber(page.completed) },
            { name: 'Exited', value: formatNumber(sumOfCounts(page.exits)) },
            ...(page.failed > 0
              ? [{ name: 'Failed now, see Problems', value: formatNumber(page.failed) }]
              : []),
            { name: 'Recovered', value: <MoneyText minor={minor} currency={currency} /> },
            { name: 'Recovered orders', value: formatNumber(orders) },
          ]}
        />
        <Text as="p" tone="subdued">
          Recovered are orders placed within 5 days after a click in an email or banner of this
          journey, net of refunds. “Active” and “Failed now” count all people, whenever they
          entered.
        </Text>
      </BlockStack>
    </Card>
  );
}
