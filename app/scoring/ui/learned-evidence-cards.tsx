import { BlockStack, Card } from '@shopify/polaris';
import { lazy } from 'react';
import { formatChange } from '#app/lib/format/change.ts';
import { formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import type { Bin, Decile } from '#app/scoring/training/evaluate.ts';
import type { Level } from '#app/scoring/training/levels.ts';
import type { LearnedRule } from '#app/scoring/training/evidence.ts';
import {
  calibrationGapWords,
  levelWords,
  ruleWords,
  worthWords,
} from '#app/scoring/training/words.ts';
import type { ScoreDraft } from '#app/scoring/parse-score-model.ts';
import { ChartFrame } from '#app/ui/chart-frame.tsx';
import { PairedBars } from '#app/ui/paired-bars.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';
import { TableBelow } from '#app/ui/table-below.tsx';
import { CardHead, CardIntro } from '#app/ui/card-head.tsx';
import { dayText, EXAMPLES } from './learned-cards.tsx';

const LiftChart = lazy(async () => ({ default: (await import('./learned-charts.tsx')).LiftChart }));

/** A share of 1 as one of 100, to a tenth, as charts draw it. */
function ofHundred(share: number): number {
  return Math.round(share * 1000) / 10;
}

export type LearnedCalibrationCardProps = {
  bins: Bin[];
  /** By intervals of time; empty in evidence saved before they were stored. */
  levels: readonly Level[];
  period: string;
};

/** Whether as many ordered as was expected of them. */
export function LearnedCalibrationCard({ bins, levels, period }: LearnedCalibrationCardProps) {
  const rows = bins.map((bin) => ({
    group: formatShare(bin.expected, 1),
    first: ofHundred(bin.expected),
    second: ofHundred(bin.actual),
  }));
  return (
    <Card>
      <BlockStack gap="300">
        <CardIntro
          title={`Expected and actual orders, ${period}`}
          text={`People by how likely an order within 30 days was predicted to be, lowest first. Where both bars are about as high, the predictions can be trusted. ${calibrationGapWords(bins)} ${levelWords(levels, dayText)}`}
        />
        <PairedBars
          rows={rows}
          names={{ first: 'Expected to order', second: 'Ordered' }}
          height={240}
          unit=" %"
          formatValue={(share) => formatShare(share / 100, 1)}
        />
        <TableBelow
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric', 'text']}
          headings={['Predicted', 'People', 'Expected', 'Ordered', 'By chance alone']}
          rows={bins.map((bin) => [
            `${formatShare(bin.from, 1)} to ${formatShare(bin.to, 1)}`,
            formatNumber(bin.count),
            formatShare(bin.expected, 1),
            formatShare(bin.actual, 1),
            `${formatShare(bin.low, 1)} to ${formatShare(bin.high, 1)}`,
          ])}
        />
      </BlockStack>
    </Card>
  );
}

export type LiftCardProps = { deciles: Decile[]; period: string };

/** How much more often the likeliest ordered than all. */
export function LiftCard({ deciles, period }: LiftCardProps) {
  const nameOf = (place: number) => (place === 0 ? 'First' : `${String(place + 1)}.`);
  return (
    <Card>
      <BlockStack gap="300">
        <CardIntro
          title={`Orders by tenth of the people, ${period}`}
          text="The tenth that was predicted to be likeliest comes first. × 1 is the share among all: by chance every tenth would be there."
        />
        <ChartFrame height={240}>
          <LiftChart
            rows={deciles.map(({ lift }, place) => ({
              name: nameOf(place),
              lift: Math.round(lift * 100) / 100,
            }))}
          />
        </ChartFrame>
        <TableBelow
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
          headings={['Tenth', 'People', 'Ordered', 'Against all']}
          rows={deciles.map(({ count, share, lift }, place) => [
            nameOf(place),
            formatNumber(count),
            formatShare(share, 1),
            `× ${formatNumber(lift, { exactly: 2 })}`,
          ])}
        />
      </BlockStack>
    </Card>
  );
}

export type LearnedRulesCardProps = {
  rules: LearnedRule[];
  /** The model in use and the one with the points that were learned. */
  inUse: ScoreDraft;
  suggested: ScoreDraft;
};

/** What each rule is worth, in words and in points. */
export function LearnedRulesCard({ rules, inUse, suggested }: LearnedRulesCardProps) {
  return (
    <Card padding="0">
      <CardHead
        title="What the rules are worth"
        text="What each does to the odds of an order within 30 days when everything else is the same. Below × 1 an order is less likely. Half-lives stay as they are."
      />
      <StackedTable
        name={{ singular: 'rule', plural: 'rules' }}
        headings={['Rule', 'Worth', 'Examples', 'Points in use', 'Points learned']}
        rows={rules
          .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
          .map((rule) => ({
            id: ruleWords(rule),
            cells: [
              ruleWords(rule),
              worthWords(rule),
              formatCount(rule.examples, EXAMPLES),
              pointsOf(inUse, rule),
              pointsOf(suggested, rule),
            ],
          }))}
      />
    </Card>
  );
}

function pointsOf(model: ScoreDraft, { feature }: LearnedRule): string {
  const points =
    feature.kind === 'signal'
      ? model.signals.find(({ signal }) => signal === feature.rule.signal)?.points
      : model.fit.find(({ when }) => JSON.stringify(when) === JSON.stringify(feature.rule.when))
          ?.points;
  if (points === undefined) return 'None';
  return formatChange(points, { atMost: 3 });
}
