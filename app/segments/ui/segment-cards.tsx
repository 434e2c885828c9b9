import { Banner, BlockStack, Card, InlineGrid, Text } from '@shopify/polaris';
import { lazy } from 'react';
import {
  warningWords,
  type SegmentDay,
  type SegmentWarning,
} from '#app/segments/page/segment-health.ts';
import type { SegmentPage } from '#app/segments/page/segment-page.ts';
import { DAYS, PEOPLE, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShareOf } from '#app/lib/format/share.ts';
import { formatDay } from '#app/lib/format/time.ts';
import { funnelStageName } from '#app/segments/ready/funnel-stage.ts';
import { ChartFrame } from '#app/ui/chart-frame.tsx';
import { FactList } from '#app/ui/fact-list.tsx';
import { TableBelow } from '#app/ui/table-below.tsx';

const ActivityChart = lazy(async () => ({
  default: (await import('./activity-chart.tsx')).ActivityChart,
}));

/** What needs attention, each with what to do. */
export function WarningBanners({ warnings }: { warnings: SegmentWarning[] }) {
  return warnings.map((warning) => (
    <Banner
      key={warning.kind}
      tone={warning.kind === 'problem' ? 'critical' : 'warning'}
      title={warningWords(warning).short}
      action={
        warning.kind === 'silent'
          ? { content: 'Open Data quality', url: '/app/settings/data-quality' }
          : undefined
      }
    >
      <p>{warningWords(warning).long}</p>
    </Banner>
  ));
}

/** What a segment is, in facts. */
export function SegmentFactsCard({ page }: { page: SegmentPage }) {
  const { segment, size, people, words } = page;
  return (
    <Card>
      <InlineGrid
        columns={{ xs: 1, md: '1fr 1fr' }}
        gap={{ xs: '200', md: '600' }}
        alignItems="start"
      >
        <FactList
          nameWidth="7rem"
          facts={[
            {
              name: 'Members',
              value: (
                <Text as="span" fontWeight="semibold" numeric>
                  {`${formatCount(size, PEOPLE)}, ${formatShareOf(size, people)} of all`}
                </Text>
              ),
            },
            { name: 'Rules', value: sentence(words) },
            ...(segment.kind === 'own' ? [] : [{ name: 'Kind', value: KIND_TEXTS[segment.kind] }]),
          ]}
        />
        <FactList
          nameWidth="7rem"
          facts={[
            {
              name: 'Purpose',
              value: segment.purpose === '' ? 'No purpose' : segment.purpose,
            },
            { name: 'Stage', value: funnelStageName(segment.stage) },
            { name: 'Owner', value: segment.owner ?? 'No one' },
            { name: 'Version', value: String(segment.version) },
          ]}
        />
      </InlineGrid>
    </Card>
  );
}

/** Words that begin a line begin with a capital. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const KIND_TEXTS = {
  lifecycle: 'Stage of the lifecycle: each person is in exactly one, the first that fits.',
  rfm: 'RFM group: each person with an order is in exactly one, the first that fits.',
  tier: 'Tier: beside the groups. Its bounds follow what customers usually take, until you change them.',
};

/** Who entered and left, as a chart and as a table. */
export function ActivityCard({ days }: { days: SegmentDay[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`Activity by day, last ${formatCount(days.length, DAYS)}`}
        </Text>
        <ChartFrame height={260}>
          <ActivityChart days={days} />
        </ChartFrame>
        <TableBelow
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
          headings={['Day', 'Joined', 'Left', 'Members at its end']}
          rows={days
            .map(({ day, entered, gone, size }) => [
              formatDay(day),
              formatNumber(entered),
              formatNumber(gone),
              formatNumber(size),
            ])
            .reverse()}
        />
      </BlockStack>
    </Card>
  );
}
