import { Card } from '@shopify/polaris';
import type { SegmentFigures } from '#app/segments/page/compare-segments.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import { CardHead } from '#app/ui/card-head.tsx';
import { MoneyText } from '#app/ui/money.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';

export type SegmentComparisonProps = {
  stage: string;
  /** What is a success in this stage. */
  success: string;
  segments: { key: string; name: string }[];
  figures: SegmentFigures[];
  currency: string;
};

/** The segments of one stage beside each other. */
export function SegmentComparison(props: SegmentComparisonProps) {
  const { stage, success, segments, figures, currency } = props;
  const byKey = new Map(figures.map((one) => [one.key, one]));
  const shown = segments.flatMap(({ key, name }) => {
    const one = byKey.get(key);
    return one ? [{ ...one, name }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <Card padding="0">
      <CardHead
        title={`${stage} compared`}
        text={`Success in this stage is that ${success}. Shares are of the people in a segment now; orders and spending are of all time, less refunds and cancelled orders.`}
      />
      <StackedTable
        name={{ singular: 'segment', plural: 'segments' }}
        headings={[
          'Segment',
          'People now',
          'Seen, last 30 days',
          'Ordered, last 30 days',
          'Subscribed now',
          'Orders per person',
          'Spent per person',
          'Median score now',
        ]}
        rows={shown.map((one) => ({
          id: one.key,
          cells: [
            one.name,
            formatNumber(one.people),
            formatShare(one.active),
            formatShare(one.ordered),
            formatShare(one.subscribed),
            formatNumber(one.orders, { exactly: 1 }),
            <MoneyText key="spent" minor={Math.round(one.spentMinor)} currency={currency} />,
            `${formatNumber(one.score, { atMost: 0 })} of 100`,
          ],
        }))}
      />
    </Card>
  );
}
