import { useAppBridge } from '@shopify/app-bridge-react';
import { Button, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import type { ShownReplay } from '#app/journeys/page/replay-page.ts';
import type { CountedReason } from '#app/journeys/replay/replay-figures.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';

export type ReplayReasonsCardsProps = { journeyKey: string; replay: ShownReplay };

/** Why people would not have entered, or left, and emails would not have been sent. */
export function ReplayReasonsCards({ journeyKey, replay }: ReplayReasonsCardsProps) {
  const { steps, notStarted, ended, deferred, overlaps, failures } = replay;
  const failed = failures.map(({ step, reason, count }) => {
    return { reason: `${step}: ${reason}`, count };
  });
  return (
    <>
      <PlainCard title="Emails by step">
        <StackedTable
          name={{ singular: 'step', plural: 'steps' }}
          headings={['Step', 'Sent', 'Skipped', 'Not due yet']}
          rows={steps.map(({ id, name, sent, skipped, waiting }) => ({
            id,
            cells: [name, formatNumber(sent), formatNumber(skipped), formatNumber(waiting)],
          }))}
        />
      </PlainCard>
      <SkippedCard journeyKey={journeyKey} replay={replay} />
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <ReasonCard
          title="Did not enter (people, each once a day)"
          reasons={notStarted}
          empty="None were left out."
        />
        <ReasonCard title="Ended (runs)" reasons={ended} empty="No run has ended." />
        <ReasonCard
          title="Deferred emails"
          reasons={deferred}
          empty="No email would be deferred."
        />
        <ReasonCard title="Overlaps by journey (emails)" reasons={overlaps} empty="None." />
        {failed.length === 0 ? null : (
          <ReasonCard title="Failed (runs)" reasons={failed} empty="" />
        )}
      </InlineGrid>
    </>
  );
}

type ReasonCardProps = { title: string; reasons: readonly CountedReason[]; empty: string };

function ReasonCard({ title, reasons, empty }: ReasonCardProps) {
  return (
    <PlainCard title={title}>
      {reasons.length === 0 ? (
        <Text as="p" tone="subdued">
          {empty}
        </Text>
      ) : (
        <FactList
          facts={reasons.map(({ reason, count }) => ({ name: reason, value: formatNumber(count) }))}
        />
      )}
    </PlainCard>
  );
}

function SkippedCard({ journeyKey, replay: { id, skipped } }: ReplayReasonsCardsProps) {
  const bridge = useAppBridge();
  async function download() {
    try {
      const query = new URLSearchParams({ replay: id });
      // A link would come without the session that the embedded page has.
      const response = await fetch(
        `/app/journeys/${journeyKey}/replay/skipped?${query.toString()}`,
      );
      if (!response.ok) throw new Error(`HTTP ${String(response.status)}`);
      const url = URL.createObjectURL(await response.blob());
      Object.assign(document.createElement('a'), { href: url, download: 'skipped.csv' }).click();
      URL.revokeObjectURL(url);
    } catch {
      bridge.toast.show('The file could not be downloaded. Try again.', { isError: true });
    }
  }
  return (
    <PlainCard title="Skipped emails by reason">
      {skipped.length === 0 ? (
        <Text as="p" tone="subdued">
          No email would be skipped.
        </Text>
      ) : (
        <>
          <StackedTable
            name={{ singular: 'reason', plural: 'reasons' }}
            headings={['Step', 'Reason', 'Emails']}
            rows={skipped.map(({ step, reason, count }) => ({
              id: `${step}:${reason}`,
              cells: [step, reason, formatNumber(count)],
            }))}
          />
          <InlineStack align="end">
            <Button onClick={() => void download()}>Download CSV</Button>
          </InlineStack>
        </>
      )}
    </PlainCard>
  );
}
