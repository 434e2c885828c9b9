import { Badge, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { lazy, type ReactNode } from 'react';
import { warningWords, type SegmentWarning } from '#app/segments/page/segment-health.ts';
import { trendOf, type SegmentLine, type SegmentSort } from '#app/segments/page/segment-lines.ts';
import { formatChange } from '#app/lib/format/change.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShareOf } from '#app/lib/format/share.ts';
import { funnelStageName } from '#app/segments/ready/funnel-stage.ts';
import { READY_KIND_NAMES } from '#app/segments/ready/ready-segments.ts';
import { ChartFrame } from '#app/ui/chart-frame.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column, TableControls } from '#app/ui/sorted-table.tsx';

const SparkLine = lazy(async () => ({ default: (await import('./spark-line.tsx')).SparkLine }));

export type SegmentTableProps = {
  lines: SegmentLine[];
  hasMore: boolean;
  people: number;
  list: TableControls<SegmentSort>;
  empty: string;
};

const COLUMNS: [Column<SegmentSort>, ...Column<SegmentSort>[]] = [
  { title: 'Segment', sort: 'name' },
  {
    title: 'People now',
    sort: 'size',
    tooltip: 'Members now, of all people',
  },
  {
    title: 'Trend',
    sort: 'trend',
    tooltip: 'Size at the end of each of the last 30 days, and the change over the days shown',
  },
  { title: 'Stage', tooltip: 'Segments are compared with others of their stage only' },
  { title: 'Owner' },
  { title: 'Health', sort: 'health', tooltip: 'What needs attention' },
];

/** Segments with how they move; sorts through the address. */
export function SegmentTable(props: SegmentTableProps) {
  const { lines, hasMore, people, list, empty } = props;
  return (
    <SortedRows
      name={{ singular: 'segment', plural: 'segments' }}
      columns={COLUMNS}
      list={list}
      hasMore={hasMore}
      empty={empty}
      rows={lines.map((line) => ({
        id: line.key,
        cells: (isCondensed) => cellsOf(line, people, isCondensed),
      }))}
    />
  );
}

function cellsOf(line: SegmentLine, people: number, isCondensed: boolean): ReactNode[] {
  return [
    <BlockStack key="name">
      <InlineStack gap="200">
        <Link dataPrimaryLink url={`/app/segments/${line.key}`} removeUnderline monochrome>
          <Text as="span" fontWeight="semibold">
            {line.name}
          </Text>
        </Link>
        {line.kind === 'own' ? null : <Badge>{READY_KIND_NAMES[line.kind]}</Badge>}
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {line.purpose === '' ? 'No purpose' : line.purpose}
      </Text>
    </BlockStack>,
    <Size key="size" size={line.size} people={people} isCondensed={isCondensed} />,
    <Trend key="trend" line={line} />,
    isCondensed ? `Stage: ${funnelStageName(line.stage)}` : funnelStageName(line.stage),
    isCondensed
      ? `Owner: ${line.owner ?? 'no one'}`
      : (line.owner ?? (
          <SubduedText as="span" key="owner">
            No one
          </SubduedText>
        )),
    <Health key="health" warnings={line.warnings} />,
  ];
}

function Size(props: { size: number; people: number; isCondensed: boolean }) {
  const { size, people, isCondensed } = props;
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <Text as="span" numeric>
        {formatNumber(size)}
      </Text>
      {isCondensed ? ' people now, ' : ' '}
      <SubduedText as="span">{formatShareOf(size, people)}</SubduedText>
    </span>
  );
}

function Trend({ line }: { line: SegmentLine }) {
  const trend = trendOf(line);
  if (trend === null) return <SubduedText as="span">New today</SubduedText>;
  const days = line.sizes.length - 1;
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      <ChartFrame height={28} width={96}>
        <SparkLine values={line.sizes} />
      </ChartFrame>
      <span style={{ whiteSpace: 'nowrap' }}>
        {signed(trend)}
        <Text as="span" visuallyHidden>
          {` people in ${formatCount(days, DAYS)}`}
        </Text>
      </span>
    </InlineStack>
  );
}

function signed(change: number): string {
  return change === 0 ? 'as before' : formatChange(change);
}

function Health({ warnings }: { warnings: SegmentWarning[] }) {
  if (warnings.length === 0) return <Badge tone="success">Fine</Badge>;
  return (
    <InlineStack gap="100">
      {warnings.map((warning) => (
        <Badge key={warning.kind} tone={toneOf(warning)}>
          {warningWords(warning).short}
        </Badge>
      ))}
    </InlineStack>
  );
}

/** Quiet tones for what may well be wanted. */
function toneOf({ kind }: SegmentWarning) {
  switch (kind) {
    case 'problem':
      return 'critical';
    case 'silent':
    case 'jump':
      return 'warning';
    case 'no_purpose':
      return 'attention';
    case 'empty':
    case 'all_people':
      return 'info';
  }
}
