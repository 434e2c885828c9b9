import { PlainCard } from '#app/ui/plain-card.tsx';
import type { ReplayComparison, ShownReplay } from '#app/journeys/page/replay-page.ts';
import { StackedTable } from '#app/ui/stacked-table.tsx';
import { figureText } from './replay-result-card.tsx';

export type ReplayComparisonCardProps = { replay: ShownReplay; compared: ReplayComparison };

/** Two replays beside each other, figure by figure. */
export function ReplayComparisonCard({ replay, compared }: ReplayComparisonCardProps) {
  return (
    <PlainCard title={`${replay.name} beside ${compared.name}`}>
      <StackedTable
        name={{ singular: 'figure', plural: 'figures' }}
        headings={['Figure', compared.name, replay.name, 'Difference']}
        rows={compared.figures.map(({ key, name, unit, currency, first, second, difference }) => ({
          id: key,
          cells: [
            unit === '' ? name : `${name} (${unit})`,
            figureText({ value: first, currency }),
            figureText({ value: second, currency }),
            `${difference > 0 ? '+' : ''}${figureText({ value: difference, currency })}`,
          ],
        }))}
      />
    </PlainCard>
  );
}
