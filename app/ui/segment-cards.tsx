import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  Link,
  List,
  Text,
} from '@shopify/polaris';
import { lazy } from 'react';
import {
  warningWords,
  type SegmentDay,
  type SegmentWarning,
} from '#app/insights/segment-health.ts';
import type { Overlap, SegmentPage, ToldVersion } from '#app/insights/segment-page.server.ts';
import { DAYS, PEOPLE, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShareOf } from '#app/lib/format/share.ts';
import { formatDay } from '#app/lib/format/time.ts';
import { funnelStageName } from '#app/segments/funnel-stage.ts';
import { actorName } from './actor-name.ts';
import { ChartFrame } from './chart-frame.tsx';
import { FactList } from './fact-list.tsx';
import { NothingFound } from './list-search.tsx';
import { PlainCard } from './person-cards.tsx';
import { RelativeTime } from './relative-time.tsx';
import { StackedTable } from './stacked-table.tsx';
import { TableBelow } from './table-below.tsx';
import { CardHead } from './topic-cards.tsx';

const MovementChart = lazy(async () => ({
  default: (await import('./movement-chart.tsx')).MovementChart,
}));

/** What somebody should look at, each with what to do. */
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
              name: 'In it now',
              value: (
                <Text as="span" fontWeight="semibold" numeric>
                  {`${formatCount(size, PEOPLE)}, ${formatShareOf(size, people)} of all`}
                </Text>
              ),
            },
            { name: 'Who is in it', value: sentence(words) },
            ...(segment.kind === 'own' ? [] : [{ name: 'Kind', value: LADDERS[segment.kind] }]),
          ]}
        />
        <FactList
          nameWidth="7rem"
          facts={[
            {
              name: 'Purpose',
              value: segment.purpose === '' ? 'None written down' : segment.purpose,
            },
            { name: 'Stage', value: funnelStageName(segment.stage) },
            { name: 'Owner', value: segment.owner ?? 'Nobody' },
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

const LADDERS = {
  lifecycle: 'Stage of the lifecycle: everybody is in exactly one, the first that fits.',
  rfm: 'RFM group: everybody with an order is in exactly one, the first that fits.',
  tier: 'Tier: beside the groups. Its bounds follow what customers usually take, until you change them.',
};

/** Who came and went, drawn and as a table. */
export function MovementCard({ days }: { days: SegmentDay[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`Came in and left by day, last ${formatCount(days.length, DAYS)}`}
        </Text>
        <ChartFrame height={260}>
          <MovementChart days={days} />
        </ChartFrame>
        <TableBelow
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
          headings={['Day', 'Came in', 'Left', 'In it at its end']}
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

/** The other segments that its people are in. */
export function OverlapCard({ overlap, size }: { overlap: Overlap[]; size: number }) {
  return (
    <Card padding="0">
      <CardHead
        title="Overlap with other segments, now"
        text="Two segments that hold nearly the same people may be one. The lifecycle’s stages and the RFM groups stand here as well."
      />
      {overlap.length === 0 ? (
        <NothingFound>Nobody in it is in another segment.</NothingFound>
      ) : (
        <StackedTable
          name={{ singular: 'segment', plural: 'segments' }}
          headings={['Segment', 'People in both', 'Share of this one', 'Share of the other']}
          rows={overlap.map((other) => ({
            id: other.key,
            cells: [
              <Link key="name" url={`/app/segments/${other.key}`} removeUnderline>
                {other.name}
              </Link>,
              formatNumber(other.shared),
              formatShareOf(other.shared, size),
              <InlineStack key="share" gap="200">
                {formatShareOf(other.shared, other.size)}
                {isNearlySame(other, size) ? <Badge tone="attention">Nearly the same</Badge> : null}
              </InlineStack>,
            ],
          }))}
        />
      )}
    </Card>
  );
}

/** Nine in ten of either are in both. */
function isNearlySame({ shared, size: other }: Overlap, size: number): boolean {
  return shared >= 0.9 * size && shared >= 0.9 * other;
}

export type HistoryCardProps = {
  versions: ToldVersion[];
  isBusy: boolean;
  /** Null while the segment cannot be changed. */
  onRestore: ((version: number) => void) | null;
  staffId: string;
  now: number;
  timeZone: string;
};

/** The versions of a segment with what each changed, and the way back. */
export function HistoryCard(props: HistoryCardProps) {
  const { versions, isBusy, onRestore, staffId, now, timeZone } = props;
  if (versions.length === 0) {
    return (
      <PlainCard title="History">
        <Text as="p" tone="subdued">
          It was never changed. Versions appear here with what each changed, in plain words.
        </Text>
      </PlainCard>
    );
  }
  return (
    <PlainCard title="History">
      {versions.map((version, place) => (
        <BlockStack key={version.version} gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h3" variant="headingSm">
              {`Version ${String(version.version)}, ${actorName(version.madeBy, staffId)}, `}
              <RelativeTime at={version.madeAt} now={now} timeZone={timeZone} />
            </Text>
            {place === 0 ? (
              <Badge tone="success">In use</Badge>
            ) : (
              <Button
                size="slim"
                disabled={isBusy || onRestore === null}
                onClick={() => onRestore?.(version.version)}
                accessibilityLabel={`Use version ${String(version.version)} again`}
              >
                Use again
              </Button>
            )}
          </InlineStack>
          {version.note === '' ? null : <Text as="p">{`“${version.note}”`}</Text>}
          <VersionChange version={version} />
        </BlockStack>
      ))}
    </PlainCard>
  );
}

function VersionChange({ version: { differences, words } }: { version: ToldVersion }) {
  if (differences === null) {
    return (
      <Text as="p" tone="subdued">
        {sentence(words)}
      </Text>
    );
  }
  const { renamed, purpose, removed, added } = differences;
  const lines = [
    ...(renamed ? [`Name: “${renamed.from}” became “${renamed.to}”`] : []),
    ...(purpose ? [`Purpose: “${purpose.from}” became “${purpose.to}”`] : []),
    ...removed.map((line) => `Taken out: ${line}`),
    ...added.map((line) => `Put in: ${line}`),
  ];
  if (lines.length === 0) {
    return (
      <Text as="p" tone="subdued">
        The conditions stayed the same.
      </Text>
    );
  }
  return (
    <List>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}
