import { BlockStack, Box, Button, Card, InlineStack, Text, useBreakpoints } from '@shopify/polaris';
import { useState } from 'react';
import type { Timeline } from '#app/people/page/load-timeline.ts';
import type { TimelineFocus } from '#app/people/page/person-view.ts';
import { byDay } from '#app/people/page/timeline-days.ts';
import type { TimelineFilter } from '#app/people/page/timeline-kinds.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDate, formatTime } from '#app/lib/format/time.ts';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { TimelineEntryRow } from './timeline-entry-row.tsx';
import { TimelineFilters } from './timeline-filters.tsx';

export type TimelineCardProps = PageTime & {
  timeline: Timeline;
  filter: TimelineFilter;
  isLoading: boolean;
  onMore: () => void;
  /** The entry to point at, when the timeline begins in the past; null shows the newest. */
  focus: TimelineFocus | null;
  onNewest: () => void;
};

/** On a narrow window so many are shown at first: the facts about the person stand below them. */
const FEW_ENTRIES = 8;

/** What happened to a person and what Tendril did, by day, newest first. */
export function TimelineCard(props: TimelineCardProps) {
  const { timeline, filter, isLoading, onMore, focus, onNewest, now, timeZone } = props;
  const { hasMore, searched } = timeline;
  const { mdDown } = useBreakpoints();
  const [isWhole, setWhole] = useState(false);
  const isShort = mdDown && !isWhole && focus === null && timeline.entries.length > FEW_ENTRIES;
  const entries = isShort ? timeline.entries.slice(0, FEW_ENTRIES) : timeline.entries;
  const today = formatDate(now, timeZone);
  const days = byDay(entries, (at) => formatDate(at, timeZone));
  return (
    <Card padding="0">
      <Box paddingInline="400" paddingBlockStart="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {focus === null ? 'Timeline' : `Timeline until ${formatTime(focus.until, timeZone)}`}
          </Text>
          {focus === null ? null : <Button onClick={onNewest}>Show newest</Button>}
        </InlineStack>
      </Box>
      <TimelineFilters filter={filter} />
      <Box paddingInline="400" paddingBlockEnd="400">
        <BlockStack gap="300">
          {days.length === 0 ? (
            <Text as="p" tone="subdued">
              {nothingText(filter)}
            </Text>
          ) : null}
          {days.map(({ day, entries: ofDay }) => (
            <BlockStack key={day} gap="100">
              <Text as="h3" variant="headingSm" tone="subdued">
                {day === today ? `Today, ${day}` : day}
              </Text>
              <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {ofDay.map((entry) => (
                  <TimelineEntryRow
                    key={entry.key}
                    entry={entry}
                    isFocus={entry.key === focus?.key}
                    timeZone={timeZone}
                  />
                ))}
              </ol>
            </BlockStack>
          ))}
          {searched === null ? null : (
            <Text as="p" variant="bodySm" tone="subdued">
              {`Searched the newest ${formatNumber(searched)} entries.`}
            </Text>
          )}
          {hasMore || isShort ? (
            <InlineStack align="center">
              <Button onClick={isShort ? () => setWhole(true) : onMore} loading={isLoading}>
                Show earlier
              </Button>
            </InlineStack>
          ) : null}
        </BlockStack>
      </Box>
    </Card>
  );
}

function nothingText({ kind, search }: TimelineFilter): string {
  if (search !== '') return `Nothing matches “${search}”.`;
  return kind === null ? 'Nothing has happened yet.' : 'Nothing of this kind has happened yet.';
}
