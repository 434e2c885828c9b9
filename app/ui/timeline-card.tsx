import { BlockStack, Button, Card, Icon, InlineStack, Text } from '@shopify/polaris';
import type { IconSource } from '@shopify/polaris';
import {
  CartIcon,
  DisabledIcon,
  EmailIcon,
  MegaphoneIcon,
  OrderIcon,
  PersonIcon,
  PlayIcon,
  ShieldCheckMarkIcon,
  StoreIcon,
  ViewIcon,
} from '@shopify/polaris-icons';
import { useEffect, useRef } from 'react';
import { byDay, type TimelineEntry, type TimelineIcon } from '#app/insights/timeline-days.ts';
import { TIMES, formatCount } from '#app/lib/format/count.ts';
import { formatDate, formatTime, formatTimeOfDay } from '#app/lib/format/time.ts';

const ICONS: Record<TimelineIcon, IconSource> = {
  visit: ViewIcon,
  cart: CartIcon,
  order: OrderIcon,
  mail: EmailIcon,
  banner: MegaphoneIcon,
  consent: ShieldCheckMarkIcon,
  wholesale: StoreIcon,
  person: PersonIcon,
  journey: PlayIcon,
  held: DisabledIcon,
};

export type TimelineCardProps = {
  entries: TimelineEntry[];
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
  /** The entry to point at, when the timeline begins in the past; null shows the newest. */
  focus: TimelineFocus | null;
  onNewest: () => void;
  now: number;
  timeZone: string;
};

/** An entry that somebody asked for, and the moment from which the timeline goes back; epoch milliseconds. */
export type TimelineFocus = { key: string; until: number };

/** What happened to a person and what Tendril did, by day, newest first. */
export function TimelineCard(props: TimelineCardProps) {
  const { entries, hasMore, isLoading, onMore, focus, onNewest, now, timeZone } = props;
  const today = formatDate(now, timeZone);
  const days = byDay(entries, (at) => formatDate(at, timeZone));
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {focus === null ? 'Timeline' : `Timeline until ${formatTime(focus.until, timeZone)}`}
          </Text>
          {focus === null ? null : <Button onClick={onNewest}>Show newest</Button>}
        </InlineStack>
        {days.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing has happened yet.
          </Text>
        ) : null}
        {days.map(({ day, entries: ofDay }) => (
          <BlockStack key={day} gap="200">
            <Text as="h3" variant="headingSm" tone="subdued">
              {day === today ? `Today, ${day}` : day}
            </Text>
            <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {ofDay.map((entry) => (
                <Entry
                  key={entry.key}
                  entry={entry}
                  isFocus={entry.key === focus?.key}
                  timeZone={timeZone}
                />
              ))}
            </ol>
          </BlockStack>
        ))}
        {hasMore ? (
          <InlineStack align="center">
            <Button onClick={onMore} loading={isLoading}>
              Show earlier
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

type EntryProps = { entry: TimelineEntry; isFocus: boolean; timeZone: string };

function Entry({ entry, isFocus, timeZone }: EntryProps) {
  const { at, icon, title, detail, times } = entry;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isFocus) return;
    row.current?.focus({ preventScroll: true });
    row.current?.scrollIntoView({ block: 'center' });
  }, [isFocus]);
  return (
    <li
      ref={row}
      tabIndex={isFocus ? -1 : undefined}
      aria-current={isFocus ? 'true' : undefined}
      style={{
        background: isFocus ? 'var(--p-color-bg-surface-info)' : undefined,
        display: 'grid',
        gridTemplateColumns: '1.25rem 1fr auto',
        columnGap: 'var(--p-space-200)',
        paddingBlock: 'var(--p-space-150)',
      }}
    >
      <span aria-hidden="true">
        <Icon source={ICONS[icon]} tone={icon === 'held' ? 'caution' : 'subdued'} />
      </span>
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Text as="span">{times > 1 ? `${title} (${formatCount(times, TIMES)})` : title}</Text>
        {detail === null ? null : (
          <Text as="p" variant="bodySm" tone="subdued">
            {detail}
          </Text>
        )}
      </div>
      <Text as="span" variant="bodySm" tone="subdued">
        <time dateTime={new Date(at).toISOString()}>{formatTimeOfDay(at, timeZone)}</time>
      </Text>
    </li>
  );
}
