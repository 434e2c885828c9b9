import { Box, Card, DataTable, Text } from '@shopify/polaris';
import type { UnknownTopic } from '#app/events/inbox/quarantine.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDate } from '#app/lib/format/time.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ProblemTable, type ProblemTableProps } from './problem-table.tsx';

export type ProblemPanelProps<Item extends { key: string }> = ProblemTableProps<Item> & {
  /** How many wait in all, found by the search or not. */
  waiting: number;
};

/** The problems of one kind, or what would stand here. */
export function ProblemPanel<Item extends { key: string }>(props: ProblemPanelProps<Item>) {
  const { waiting, ...table } = props;
  const { heading, text } = table.kind.empty;
  if (waiting === 0) return <EmptyState heading={heading}>{text}</EmptyState>;
  return <ProblemTable {...table} />;
}

/** Topics that arrive and that no handler reads. */
export function TopicsPanel({ topics, timeZone }: { topics: UnknownTopic[]; timeZone: string }) {
  if (topics.length === 0) {
    return (
      <EmptyState heading="No issues found">
        Deliveries of topics that Tendril does not know are counted here for 30 days.
      </EmptyState>
    );
  }
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="p" tone="subdued">
          Received in the last 30 days and not read, all topics counted together. There is nothing
          to do, unless you expected something to happen.
        </Text>
      </Box>
      <DataTable
        columnContentTypes={['text', 'numeric', 'text']}
        headings={['Topic', 'Deliveries, last 30 days', 'Last day']}
        rows={topics.map(({ topic, count, lastAt }) => [
          topic === 'unknown' ? 'All unknown topics' : topic,
          formatNumber(count),
          formatDate(lastAt, timeZone),
        ])}
      />
    </Card>
  );
}
