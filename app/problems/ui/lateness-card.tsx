import { Card } from '@shopify/polaris';
import { LATENESS_MOST, type EffectLateness } from '#app/effects/lateness.ts';
import { effectKinds } from '#app/effects/registry.ts';
import { SECOND } from '#app/lib/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { CardHead } from '#app/ui/card-head.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';

/** How long after they were due actions were carried out; nothing when none was. */
export function LatenessCard({ lateness }: { lateness: EffectLateness[] }) {
  if (lateness.length === 0) return null;
  return (
    <Card padding="0">
      <CardHead
        title="Lateness of actions, last 24 hours"
        text="How long after they were due actions were carried out. Actions that were tried again count from their last try."
      />
      <StackedTable
        name={{ singular: 'action', plural: 'actions' }}
        headings={['Action', 'Number', 'Median', 'Slowest 1 %']}
        rows={lateness.map(({ kind, count, medianMs, slowestMs }) => ({
          id: kind,
          cells: [
            effectKinds[kind].label,
            count < LATENESS_MOST ? formatNumber(count) : `${formatNumber(count)} or more`,
            seconds(medianMs),
            seconds(slowestMs),
          ],
        }))}
      />
    </Card>
  );
}

function seconds(ms: number): string {
  return `${formatNumber(ms / SECOND, { atMost: 1 })} s`;
}
