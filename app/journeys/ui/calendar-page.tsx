import {
  Banner,
  BlockStack,
  Box,
  Card,
  InlineGrid,
  InlineStack,
  Link,
  Page,
  Pagination,
  Text,
} from '@shopify/polaris';
import {
  CALENDAR_WEEKS,
  type CalendarDay,
  type CalendarWeek,
} from '#app/journeys/page/calendar.ts';
import { formatCount, type Countable } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDay, formatShortDay } from '#app/lib/format/time.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useParamChange } from '#app/ui/use-param-change.ts';
import { CalendarDayCard } from './calendar-day-card.tsx';

const MESSAGES: Countable = { one: 'message', many: 'messages' };
const [J, K] = [74, 75] as const;

export type CalendarPageProps = { live: Live; calendar: CalendarWeek };

/** Every message that is planned for a week, by day, journey and channel. */
export function CalendarPage({ live, calendar }: CalendarPageProps) {
  const { week, days, total, isCut } = calendar;
  const change = useParamChange();
  const show = (next: number) => change({ week: next === 0 ? null : String(next) });
  useLive(live);
  return (
    <Page
      title="Calendar"
      subtitle="Messages planned for the next 28 days, before message limits and conditions."
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {`${weekWords(days)}: ${formatCount(total, MESSAGES)}`}
            </Text>
            <Pagination
              accessibilityLabel="Weeks"
              hasPrevious={week > 0}
              previousKeys={[J]}
              previousTooltip="Previous week (j)"
              onPrevious={() => show(week - 1)}
              hasNext={week < CALENDAR_WEEKS - 1}
              nextKeys={[K]}
              nextTooltip="Next week (k)"
              onNext={() => show(week + 1)}
            />
          </InlineStack>
        </Box>
        {isCut ? (
          <Banner tone="info" title="More messages are planned than are counted">
            <p>The first 100,000 of the week are shown.</p>
          </Banner>
        ) : null}
        <WeekOverview days={days} />
        {total === 0 ? null : (
          <Text as="p" tone="subdued">
            “Due” are scheduled for that day. “After a wait” are expected of people who wait at a
            step before the message. Days are those of your store.
          </Text>
        )}
        {total === 0 ? (
          <EmptyState
            heading="No messages planned this week"
            action={{ content: 'Show journeys', url: '/app/journeys' }}
          >
            Emails and banners appear here as soon as people are on a journey that leads to one.
          </EmptyState>
        ) : (
          days
            .filter(({ lines }) => lines.length > 0)
            .map((day) => <CalendarDayCard key={day.day} day={day} />)
        )}
      </BlockStack>
    </Page>
  );
}

function weekWords(days: readonly CalendarDay[]): string {
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? `${formatShortDay(first.day)} to ${formatDay(last.day)}` : '';
}

/** The days of the week beside each other, each leading to its list. */
function WeekOverview({ days }: { days: CalendarDay[] }) {
  return (
    <InlineGrid columns={{ xs: 2, sm: 4, md: 7 }} gap="200">
      {days.map(({ day, total }) => (
        <Card key={day} padding="300">
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {formatShortDay(day)}
            </Text>
            {total === 0 ? (
              <Text as="p" tone="subdued">
                None
              </Text>
            ) : (
              <Link url={`#day-${day}`} removeUnderline>
                {formatNumber(total)}
              </Link>
            )}
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}
