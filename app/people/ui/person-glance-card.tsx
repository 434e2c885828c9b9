import { BlockStack, Box, Card, Divider, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { consentStateWords } from '#app/people/page/consent-words.ts';
import { formatShare } from '#app/lib/format/share.ts';
import type { PersonForecast } from '#app/predictions/page/person-forecast.ts';
import type { PersonPage } from '#app/people/page/person-page.ts';
import { formatAmounts, formatMoney } from '#app/lib/format/money.ts';
import { formatCount, ORDERS } from '#app/lib/format/count.ts';
import { GradeBadge } from '#app/scoring/ui/grade-badge.tsx';
import { stageName } from '#app/segments/ready/stage-name.ts';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { PersonTasks } from './person-tasks.tsx';

export type PersonGlanceCardProps = PageTime & {
  person: Pick<PersonPage, 'current' | 'glance' | 'open' | 'stage' | 'stageSince'>;
  prediction: PersonForecast['prediction'];
};

/** No InlineGrid: a list of terms may hold its pairs in one div each, not in two. */
const FIGURES = {
  display: 'grid',
  gap: 'var(--p-space-400)',
  gridTemplateColumns: 'repeat(auto-fit, minmax(8.5rem, 1fr))',
  margin: 0,
} as const;

/** What is asked first about a person, each figure with its period, and what to do. */
export function PersonGlanceCard({ person, prediction, ...time }: PersonGlanceCardProps) {
  const { current, glance, stage, stageSince } = person;
  const { consent, orders, spent, lastSeenAt, firstSeenAt } = glance;
  return (
    <Card padding="0">
      <Box padding="400">
        <dl style={FIGURES}>
          <Glance name="Score" value={<GradeBadge {...current} />}>
            {`${current.band}, now`}
          </Glance>
          <Glance name="Stage" value={stageName(stage)}>
            {stageSince === null ? (
              'now'
            ) : (
              <>
                since <RelativeTime {...time} at={stageSince} />
              </>
            )}
          </Glance>
          <Glance
            name="Marketing email"
            value={consent === null ? 'Never asked' : consentStateWords(consent.state)}
          >
            {consent === null ? (
              'none is sent'
            ) : (
              <>
                since <RelativeTime {...time} at={consent.at} />
              </>
            )}
          </Glance>
          <Glance name="Spent" value={formatAmounts(spent) ?? 'Nothing'}>
            {`${formatCount(orders, ORDERS)}, all time`}
          </Glance>
          <Glance name="Expected spend" value={expectedText(prediction)}>
            {prediction === null
              ? 'next 12 months'
              : `next 12 months, ${formatShare(prediction.again)} order again`}
          </Glance>
          <Glance
            name="Last seen"
            value={lastSeenAt === null ? 'Never' : <RelativeTime {...time} at={lastSeenAt} />}
          >
            first seen <RelativeTime {...time} at={firstSeenAt} />
          </Glance>
        </dl>
      </Box>
      <Divider />
      <Box paddingInline="400" paddingBlock="300">
        <PersonTasks {...time} open={person.open} glance={glance} stage={stage} />
      </Box>
    </Card>
  );
}

function expectedText(prediction: PersonForecast['prediction']): string {
  if (prediction?.spendMinor == null || prediction.currency === null) return 'Not known';
  return formatMoney(prediction.spendMinor, prediction.currency);
}

/** A figure of a person; what stands below says its period or unit. */
function Glance({
  name,
  value,
  children,
}: {
  name: string;
  value: ReactNode;
  children: ReactNode;
}) {
  return (
    <div>
      <dt>
        <Text as="span" variant="bodySm" tone="subdued">
          {name}
        </Text>
      </dt>
      <dd style={{ margin: 0 }}>
        <BlockStack gap="050">
          <Text as="span" variant="headingMd">
            {value}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {children}
          </Text>
        </BlockStack>
      </dd>
    </div>
  );
}
