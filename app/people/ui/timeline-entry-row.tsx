import { Icon, Text, type IconSource } from '@shopify/polaris';
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
import type { TimelineEntry, TimelineIcon } from '#app/people/page/timeline-days.ts';
import { formatCount, TIMES } from '#app/lib/format/count.ts';
import { formatTimeOfDay } from '#app/lib/format/time.ts';

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

export type TimelineEntryRowProps = { entry: TimelineEntry; isFocus: boolean; timeZone: string };

/** One thing that happened, or several of a day that say the same. */
export function TimelineEntryRow({ entry, isFocus, timeZone }: TimelineEntryRowProps) {
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
        paddingBlock: 'var(--p-space-100)',
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
