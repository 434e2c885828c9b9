import { BlockStack, Card, Text } from '@shopify/polaris';
import type { JourneyPage } from '#app/journeys/page/journey-page.ts';
import type { Recovered } from '#app/journeys/page/recovered.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { MoneyText } from '#app/ui/money.tsx';

export type JourneySummaryCardProps = {
  page: Pick<JourneyPage, 'active' | 'entered' | 'completed' | 'exits' | 'failed'> & {
    /** Missing when no order came from the journey. */
    recovered?: Recovered;
  };
  currency: string;
};

/** What a journey did in the last 30 days, in figures. */
export function JourneySummaryCard({ page, currency }: JourneySummaryCardProps) {
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
              ? [{ name: 'Failed now, see Problems', value: formatNumber(page.failed) }]
              : []),
            { name: 'Recovered', value: <MoneyText minor={minor} currency={currency} /> },
            { name: 'Recovered orders', value: formatNumber(orders) },
          ]}
        />
        <Text as="p" tone="subdued">
          Recovered are orders placed within 5 days after a click in an email of this journey, net
          of refunds. “Active” and “Failed now” count all people, whenever they entered.
        </Text>
      </BlockStack>
    </Card>
  );
}
