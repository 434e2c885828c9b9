import { Badge, Banner, BlockStack, Button, Card, Text } from '@shopify/polaris';
import { lazy } from 'react';
import { QUALITY_SHOWN, TOPIC_ORDER, type TopicSort } from '#app/events/page/quality-view.ts';
import type { WatchedTopic } from '#app/events/page/data-quality.ts';
import type { ChartHour, TopicHealth } from '#app/events/page/topic-health.ts';
import { countState, type UsualRange } from '#app/events/page/usual.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatTime } from '#app/lib/format/time.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { ChartFrame } from '#app/ui/chart-frame.tsx';
import { ListCard } from '#app/ui/list-card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import { TableBelow } from '#app/ui/table-below.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

const HoursChart = lazy(async () => ({ default: (await import('./hours-chart.tsx')).HoursChart }));

export type SilenceBannersProps = {
  topics: WatchedTopic[];
  timeZone: string;
  isBusy: boolean;
  onCompare: () => void;
};

const WHOLE_HOURS = { one: 'whole hour', many: 'whole hours' };

/** What went silent, grouped by what can be done about it. */
export function SilenceBanners({ topics, timeZone, isBusy, onCompare }: SilenceBannersProps) {
  const silent = topics.flatMap((topic) =>
    topic.silence.state === 'silent' ? [{ ...topic, silence: topic.silence }] : [],
  );
  const groups = new Map<WatchedTopic['advice']['action'], typeof silent>();
  for (const one of silent) {
    const { action } = one.advice;
    groups.set(action, [...(groups.get(action) ?? []), one]);
  }
  const actions = {
    compare: { content: 'Compare with Shopify now', loading: isBusy, onAction: onCompare },
    pixel: { content: 'Open Settings', url: '/app/settings' },
    keys: { content: 'Manage keys', url: '/app/settings/keys' },
  };
  return [...groups].map(([action, group]) => (
    <Banner
      key={action}
      tone="warning"
      title={`No more events for ${group.map(({ topic }) => topic).join(', ')}`}
      action={actions[action]}
    >
      <BlockStack gap="100">
        {group.map(({ topic, silence, usualDay }) => (
          <p key={topic}>
            {`${topic}: nothing for ${formatCount(silence.hours, WHOLE_HOURS)}, since ${formatTime(silence.since, timeZone)}.`}
            {usualDay === null ? '' : ` Usually ${number(usualDay.median)} in 24 hours.`}
            {` By chance this happens less than once in ${oneIn(silence.chance)} times.`}
          </p>
        ))}
        <p>{group[0]?.advice.text}</p>
      </BlockStack>
    </Banner>
  ));
}

export type TopicsCardProps = {
  topics: TopicHealth[];
  chosen: string | null;
  timeZone: string;
  onChoose: (topic: string) => void;
  list: ListControls<ListView<TopicSort>>;
};

const COLUMNS: [Column<TopicSort>, ...Column<TopicSort>[]] = [
  { title: 'Topic', sort: 'topic' },
  { title: 'Deliveries, 24 h', sort: 'deliveries' },
  { title: 'Usual, 24 h', sort: 'usual' },
  { title: 'Last received', sort: 'last' },
  { title: 'State', sort: 'state' },
];

/** How often each topic came in 24 hours beside what is usual. */
export function TopicsCard({ topics, chosen, timeZone, onChoose, list }: TopicsCardProps) {
  if (topics.length === 0) {
    return (
      <EmptyState heading="No webhooks yet">
        After the first event from your store, you see here how often each topic arrives and what is
        usual.
      </EmptyState>
    );
  }
  const { rows, hasMore } = arrangeRows(topics, list.view, TOPIC_ORDER, QUALITY_SHOWN);
  return (
    <ListCard
      title="Deliveries by topic, last 24 whole hours"
      text="Usual is the median of the same 24 hours of the week in the last eight weeks, with the range that calls for no attention. It takes four weeks to learn."
      searchHint="Topic"
      list={list}
      name={{ singular: 'topic', plural: 'topics' }}
      columns={COLUMNS}
      empty="No topics."
      hasMore={hasMore}
      rows={rows.map((topic) => ({
        id: topic.topic,
        cells: (isCondensed) => [
          <Button
            key="topic"
            variant="plain"
            textAlign="start"
            pressed={topic.topic === chosen}
            onClick={() => onChoose(topic.topic)}
            accessibilityLabel={`Show ${topic.topic} by hour`}
          >
            {topic.topic}
          </Button>,
          isCondensed ? `${formatNumber(topic.lastDay)} in 24 hours` : formatNumber(topic.lastDay),
          isCondensed ? `Usual: ${usualText(topic.usualDay)}` : usualText(topic.usualDay),
          lastText(topic, timeZone),
          <TopicBadge key="state" topic={topic} />,
        ],
      }))}
    />
  );
}

function TopicBadge({ topic: { silence, lastDay, usualDay } }: { topic: TopicHealth }) {
  if (silence.state === 'silent') return <Badge tone="critical">Silent</Badge>;
  switch (countState(lastDay, usualDay)) {
    case 'low':
      return <Badge tone="warning">Fewer than usual</Badge>;
    case 'high':
      return <Badge tone="attention">More than usual</Badge>;
    case 'usual':
      return <Badge tone="success">As usual</Badge>;
    case 'learning':
      return <Badge>Learning</Badge>;
  }
}

export type HoursCardProps = { topic: string; hours: ChartHour[]; timeZone: string };

/** One topic by hour, drawn and as a table. */
export function HoursCard({ topic, hours, timeZone }: HoursCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`${topic}, deliveries by hour, last ${formatCount(hours.length, WHOLE_HOURS)}`}
        </Text>
        <ChartFrame height={240}>
          <HoursChart hours={hours} timeZone={timeZone} />
        </ChartFrame>
        <TableBelow
          columnContentTypes={['text', 'numeric', 'numeric']}
          headings={['Hour from', 'Deliveries', 'Usual']}
          rows={hours
            .map(({ hour, count, usual }) => [
              formatTime(hour, timeZone),
              formatNumber(count),
              usualText(usual),
            ])
            .reverse()}
        />
      </BlockStack>
    </Card>
  );
}

function lastText({ lastHour, thisHour }: TopicHealth, timeZone: string): string {
  const from = formatTime(lastHour, timeZone);
  return thisHour === 0
    ? `Hour from ${from}`
    : `${number(thisHour)} so far in the hour from ${from}`;
}

/** "12 (7 to 17)". */
function usualText(usual: UsualRange | null): string {
  if (usual === null) return 'Not known yet';
  return `${number(usual.median)} (${number(Math.ceil(usual.low))} to ${number(Math.floor(usual.high))})`;
}

function number(value: number): string {
  return formatNumber(value, { atMost: 1 });
}

function oneIn(chance: number): string {
  return chance < 1e-6 ? 'a million' : formatNumber(Math.floor(1 / chance));
}
