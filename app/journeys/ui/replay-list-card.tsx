import { useSearchParams } from '@remix-run/react';
import { Badge, Button, ButtonGroup, Text } from '@shopify/polaris';
import type { ReplayPageData } from '#app/journeys/page/replay-page.ts';
import type { ReplayState } from '#app/journeys/replay/replay-record.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';

export type ReplayListCardProps = PageTime & {
  replays: ReplayPageData['replays'];
  shownId: string | null;
};

const STATES: Record<ReplayState, { words: string; tone?: 'success' | 'critical' | 'info' }> = {
  running: { words: 'Running', tone: 'info' },
  done: { words: 'Done', tone: 'success' },
  cancelled: { words: 'Cancelled' },
  failed: { words: 'Failed', tone: 'critical' },
};

/** The replays that are kept of a journey: one is shown, and another can be set beside it. */
export function ReplayListCard({ replays, shownId, now, timeZone }: ReplayListCardProps) {
  const [, setParams] = useSearchParams();
  const set = (name: 'replay' | 'beside', id: string) => {
    setParams(
      (params) => {
        params.set(name, id);
        if (name === 'replay') params.delete('beside');
        return params;
      },
      { preventScrollReset: true },
    );
  };
  return (
    <PlainCard title="Earlier replays">
      {replays.length === 0 ? (
        <Text as="p" tone="subdued">
          This journey was not replayed yet.
        </Text>
      ) : (
        <StackedTable
          name={{ singular: 'replay', plural: 'replays' }}
          headings={['What', 'Period', 'State', 'Requested', 'Show']}
          rows={replays.map(({ id, name, days, state, requestedAt }) => ({
            id,
            cells: [
              name,
              formatCount(days, DAYS),
              <Badge key="state" tone={STATES[state].tone}>
                {STATES[state].words}
              </Badge>,
              <RelativeTime key="at" at={requestedAt} now={now} timeZone={timeZone} />,
              <ButtonGroup key="show">
                <Button size="slim" disabled={id === shownId} onClick={() => set('replay', id)}>
                  Show
                </Button>
                <Button size="slim" disabled={id === shownId} onClick={() => set('beside', id)}>
                  Compare
                </Button>
              </ButtonGroup>,
            ],
          }))}
        />
      )}
    </PlainCard>
  );
}
