import { useFetcher } from '@remix-run/react';
import { Button, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import type { ShownReplay } from '#app/journeys/page/replay-page.ts';
import type { ReplayAnswer } from '#app/journeys/replay/replay-outcome.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { formatPartOf } from '#app/lib/format/share.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';

export type ReplayProgressCardProps = { replay: ShownReplay; mayCancel: boolean };

/** How far a replay is, and what cancels it. */
export function ReplayProgressCard({ replay, mayCancel }: ReplayProgressCardProps) {
  const fetcher = useFetcher<ReplayAnswer>();
  const { id, days, peopleDone, peopleTotal } = replay;
  const share = peopleTotal === 0 ? 0 : Math.min(1, peopleDone / peopleTotal);
  return (
    <PlainCard title="Replaying">
      <ProgressBar progress={100 * share} size="small" ariaLabelledBy="replay-progress" />
      <InlineStack align="space-between" blockAlign="center">
        <div id="replay-progress">
          <Text as="p" tone="subdued">
            {peopleTotal === 0
              ? `Finding who did something in the last ${formatCount(days, DAYS)}`
              : `${formatPartOf(peopleDone, peopleTotal)} people`}
          </Text>
        </div>
        {mayCancel ? (
          <Button
            loading={fetcher.state !== 'idle'}
            onClick={() => fetcher.submit({ intent: 'cancel', id }, { method: 'post' })}
          >
            Cancel
          </Button>
        ) : null}
      </InlineStack>
    </PlainCard>
  );
}
