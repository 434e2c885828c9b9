import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  List,
  Text,
} from '@shopify/polaris';
import {
  OVERLAP_LIST,
  OVERLAP_ORDER,
  OVERLAPS_SHOWN,
  VERSION_LIST,
  type OverlapSort,
  type VersionSort,
} from '#app/segments/page/segment-view.ts';
import type { Overlap, DescribedVersion } from '#app/segments/page/segment-page.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShareOf } from '#app/lib/format/share.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import { actorName } from '#app/audit/actor-name.ts';
import { CardHead } from '#app/ui/card-head.tsx';
import { ListCard } from '#app/ui/list-card.tsx';
import { ListPages } from '#app/ui/list-pages.tsx';
import { NothingFound } from '#app/ui/list-search.tsx';
import { noRowsWords } from '#app/ui/no-rows-words.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { VersionSearch } from '#app/ui/version-search.tsx';
import { sentence } from './segment-cards.tsx';

const OVERLAP_COLUMNS: [Column<OverlapSort>, ...Column<OverlapSort>[]] = [
  { title: 'Segment', sort: 'name' },
  { title: 'People in both', sort: 'shared' },
  { title: 'Share of this one' },
  { title: 'Share of the other', sort: 'share' },
];

export type OverlapCardProps = { overlap: Overlap[]; view: ListView<OverlapSort>; size: number };

/** The other segments that its people are in. */
export function OverlapCard({ overlap, view, size }: OverlapCardProps) {
  const list = useListParams(view, OVERLAP_LIST);
  const { rows, hasMore } = arrangeRows(overlap, view, OVERLAP_ORDER, OVERLAPS_SHOWN);
  return (
    <ListCard
      title="Overlap with other segments, now"
      text="Two segments that hold nearly the same people may be one. The lifecycle’s stages and the RFM groups are listed as well."
      searchLabel="Search other segments"
      searchHint="Name"
      list={list}
      name={{ singular: 'segment', plural: 'segments' }}
      columns={OVERLAP_COLUMNS}
      empty="No one in it is in another segment."
      hasMore={hasMore}
      rows={rows.map((other) => ({
        id: other.key,
        cells: [
          <Link key="name" url={`/app/segments/${other.key}`} removeUnderline>
            {other.name}
          </Link>,
          formatNumber(other.shared),
          formatShareOf(other.shared, size),
          <InlineStack key="share" gap="200">
            {formatShareOf(other.shared, other.size)}
            {isNearlySame(other, size) ? <Badge tone="attention">Nearly the same</Badge> : null}
          </InlineStack>,
        ],
      }))}
    />
  );
}

/** Nine in ten of either are in both. */
function isNearlySame({ shared, size: other }: Overlap, size: number): boolean {
  return shared >= 0.9 * size && shared >= 0.9 * other;
}

export type SegmentHistoryCardProps = {
  versions: RowPage<DescribedVersion>;
  view: ListView<VersionSort>;
  /** The version in use. */
  current: number;
  isBusy: boolean;
  /** Null while the segment cannot be changed. */
  onRestore: ((version: number) => void) | null;
  staffId: string;
  now: number;
  timeZone: string;
};

/** The versions of a segment with what each changed, and the way back. */
export function SegmentHistoryCard(props: SegmentHistoryCardProps) {
  const { versions, view, current, isBusy, onRestore, staffId, now, timeZone } = props;
  const list = useListParams(view, VERSION_LIST);
  const { rows, hasMore } = versions;
  if (rows.length === 0 && view.search === '' && view.page === 1) {
    return (
      <PlainCard title="History">
        <Text as="p" tone="subdued">
          It was never changed. Versions appear here with what each changed, in plain words.
        </Text>
      </PlainCard>
    );
  }
  return (
    <Card padding="0">
      <CardHead title="History" text="Every version with what it changed." />
      <VersionSearch placeholder="Note or condition" list={list} />
      {rows.length === 0 ? (
        <NothingFound>{noRowsWords(view, 'versions', 'No versions.')}</NothingFound>
      ) : null}
      <Box padding="300" paddingBlockStart="0">
        <BlockStack gap="300">
          {rows.map((version) => (
            <BlockStack key={version.version} gap="100">
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <Text as="h3" variant="headingSm">
                  {`Version ${String(version.version)}, ${actorName(version.madeBy, staffId)}, `}
                  <RelativeTime at={version.madeAt} now={now} timeZone={timeZone} />
                </Text>
                {version.version === current ? (
                  <Badge tone="success">In use</Badge>
                ) : (
                  <Button
                    size="slim"
                    disabled={isBusy || onRestore === null}
                    onClick={() => onRestore?.(version.version)}
                    accessibilityLabel={`Use version ${String(version.version)} again`}
                  >
                    Use again
                  </Button>
                )}
              </InlineStack>
              {version.note === '' ? null : <Text as="p">{`“${version.note}”`}</Text>}
              <VersionChange version={version} />
            </BlockStack>
          ))}
        </BlockStack>
      </Box>
      <ListPages list={list} hasMore={hasMore} />
    </Card>
  );
}

function VersionChange({ version: { differences, words } }: { version: DescribedVersion }) {
  if (differences === null) {
    return (
      <Text as="p" tone="subdued">
        {sentence(words)}
      </Text>
    );
  }
  const { renamed, purpose, removed, added } = differences;
  const lines = [
    ...(renamed ? [`Name: “${renamed.from}” became “${renamed.to}”`] : []),
    ...(purpose ? [`Purpose: “${purpose.from}” became “${purpose.to}”`] : []),
    ...removed.map((line) => `Removed: ${line}`),
    ...added.map((line) => `Added: ${line}`),
  ];
  if (lines.length === 0) {
    return (
      <Text as="p" tone="subdued">
        The conditions stayed the same.
      </Text>
    );
  }
  return (
    <List>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}
