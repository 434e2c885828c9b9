import {
  Banner,
  BlockStack,
  Card,
  DataTable,
  InlineStack,
  SkeletonBodyText,
  Spinner,
  Text,
} from '@shopify/polaris';
import { formatChange } from '#app/lib/format/change.ts';
import { PEOPLE, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { Band, Grade } from '#app/scoring/grade.ts';
import type { PreviewOutcome } from '#app/scoring/preview-model.ts';
import type { Sizes } from '#app/scoring/preview.ts';
import { PairedBars } from '#app/ui/paired-bars.tsx';

/** A preview that came. */
export type Previewed = Extract<PreviewOutcome, { outcome: 'previewed' }>;

export type ModelPreviewCardProps = {
  /** The newest that came; null before the first. */
  previewed: Previewed | null;
  isBusy: boolean;
  /** What is typed cannot be scored by as it is. */
  isRefused: boolean;
};

const BANDS: Record<Band, string> = {
  hot: 'Hot (1)',
  warm: 'Warm (2)',
  cool: 'Cool (3)',
  cold: 'Cold (4)',
};
const NAMES = { first: 'In use', second: 'This model' };
const LETTERS = ['A', 'B', 'C', 'D'] as const;
const DIGITS = [1, 2, 3, 4] as const;

/** How many people would be where, beside how many are, before anything is saved. */
export function ModelPreviewCard({ previewed, isBusy, isRefused }: ModelPreviewCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" wrap={false}>
          <Text as="h2" variant="headingMd">
            Preview
          </Text>
          {isBusy ? <Spinner size="small" accessibilityLabel="Scoring people" /> : null}
        </InlineStack>
        {isRefused ? (
          <Banner tone="warning">
            Fix the highlighted fields to see what this model would do.
          </Banner>
        ) : null}
        {isRefused ? null : previewed === null ? (
          <SkeletonBodyText lines={8} />
        ) : (
          <Shown {...previewed} />
        )}
      </BlockStack>
    </Card>
  );
}

function Shown({ preview, scored, people }: Previewed) {
  const { before, after, up, down } = preview;
  const rows = (Object.keys(BANDS) as Band[]).map((band) => ({
    group: BANDS[band],
    first: before.bands[band],
    second: after.bands[band],
  }));
  return (
    <>
      <Text as="p" tone="subdued">
        {scored < people
          ? `${formatNumber(scored)} of ${formatCount(people, PEOPLE)}, a sample that is the same every time, scored as of now.`
          : `All ${formatCount(people, PEOPLE)}, scored as of now.`}
      </Text>
      <div aria-live="polite">
        <Text as="p" fontWeight="semibold">
          {up.count + down.count === 0
            ? 'No grade changes.'
            : `${formatNumber(up.count)} up, ${formatNumber(down.count)} down.`}
        </Text>
      </div>
      <PairedBars rows={rows} names={NAMES} height={220} isCount formatValue={formatNumber} />
      <DataTable
        columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
        headings={['Band', NAMES.first, NAMES.second, 'Change']}
        rows={rows.map((row) => [
          row.group,
          formatNumber(row.first),
          formatNumber(row.second),
          formatChange(row.second - row.first),
        ])}
      />
      <Text as="h3" variant="headingSm">
        People by grade
      </Text>
      <DataTable
        columnContentTypes={['text', 'numeric', 'numeric', 'numeric', 'numeric']}
        headings={['Fit', '1', '2', '3', '4']}
        rows={LETTERS.map((letter) => [
          letter,
          ...DIGITS.map((digit) => gradeCell(before, after, `${letter}${digit}`)),
        ])}
      />
    </>
  );
}

function gradeCell(before: Sizes, after: Sizes, grade: Grade): string {
  const [was, is] = [before.grades[grade], after.grades[grade]];
  return was === is ? formatNumber(is) : `${formatNumber(was)} → ${formatNumber(is)}`;
}
