import { Box, Card, Link, Text } from '@shopify/polaris';
import type { CalendarDay, CalendarLine } from '#app/journeys/page/calendar.ts';
import { senderPath } from '#app/journeys/page/sender-path.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDay } from '#app/lib/format/time.ts';
import { messageChannelOf } from '#app/messages/channels/registry.ts';
import { StackedTable } from '#app/ui/stacked-table.tsx';

/** The messages that are planned for a day. */
export function CalendarDayCard({ day: { day, lines } }: { day: CalendarDay }) {
  return (
    <section id={`day-${day}`} aria-label={formatDay(day)}>
      <Card padding="0">
        <Box padding="400">
          <Text as="h3" variant="headingMd">
            {formatDay(day)}
          </Text>
        </Box>
        <StackedTable
          name={{ singular: 'message', plural: 'messages' }}
          headings={['Message', 'Journey or campaign', 'Channel', 'Due', 'After a wait']}
          rows={lines.map((line) => ({ id: line.id, cells: cellsOfLine(line) }))}
        />
      </Card>
    </section>
  );
}

function cellsOfLine({ message, journeyKey, journey, channel, waiting, expected }: CalendarLine) {
  return [
    message,
    journeyKey === null ? (
      journey
    ) : (
      <Link key="journey" url={senderPath(journeyKey)} removeUnderline>
        {journey}
      </Link>
    ),
    messageChannelOf(channel).label,
    formatNumber(waiting),
    formatNumber(expected),
  ];
}
