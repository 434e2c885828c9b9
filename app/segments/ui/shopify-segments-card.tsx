import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  Divider,
  InlineStack,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { arrangeRows, type RowOrder } from '#app/lib/arrange-rows.ts';
import { CUSTOMERS, formatCount } from '#app/lib/format/count.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { UsedShopifySegment } from '#app/segments/shopify-segments.ts';
import { ListPages } from '#app/ui/list-pages.tsx';
import { ListSearch, NothingFound } from '#app/ui/list-search.tsx';
import { noRowsWords } from '#app/ui/no-rows-words.ts';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import { sortChoiceOf } from '#app/ui/sort-choice.ts';
import type { ListControls } from '#app/ui/use-list-params.ts';

/** A segment of Shopify's, and how it is used here. */
export type ShopifySegmentLine = {
  id: string;
  name: string;
  query: string | null;
  used: UsedShopifySegment | null;
};

/** What the list can be sorted by, the usual one first. */
export const SHOPIFY_SEGMENT_SORTS = ['name', 'used'] as const;
type ShopifySegmentSort = (typeof SHOPIFY_SEGMENT_SORTS)[number];

const ORDER: RowOrder<ShopifySegmentLine, ShopifySegmentSort> = {
  text: ({ name }) => name,
  by: { name: ({ name }) => name, used: ({ used }) => Number(used !== null) },
};
const SHOWN = 50;

export type ShopifySegmentsCardProps = {
  lines: ShopifySegmentLine[];
  list: ListControls<ListView<ShopifySegmentSort>>;
  most: number;
  isBusy: boolean;
  onSave: (ids: string[]) => void;
  now: number;
  timeZone: string;
};

/** The segments of Shopify's, to choose those that are used here. */
export function ShopifySegmentsCard(props: ShopifySegmentsCardProps) {
  const { lines, list, most, isBusy, onSave, now, timeZone } = props;
  const { view } = list;
  const saved = lines.flatMap(({ id, used }) => (used ? [id] : []));
  const [chosen, setChosen] = useState<string[]>(saved);
  const { rows: shown, hasMore } = arrangeRows(lines, view, ORDER, SHOWN);
  const isChanged = [...chosen].sort().join() !== [...saved].sort().join();
  const isTooMany = chosen.length > most;
  function choose(id: string, isOn: boolean) {
    setChosen((before) => (isOn ? [...before, id] : before.filter((one) => one !== id)));
  }
  return (
    <Card padding="0">
      <ListSearch
        label="Search segments"
        placeholder="Name in Shopify"
        list={list}
        choice={sortChoiceOf(list, [
          { label: 'Name, A to Z', value: 'name ascending' },
          { label: 'Name, Z to A', value: 'name descending' },
          { label: 'Used here first', value: 'used descending' },
        ])}
      />
      {shown.length === 0 ? (
        <NothingFound>{noRowsWords(view, 'segments', 'No segments.')}</NothingFound>
      ) : (
        shown.map((line) => (
          <Box key={line.id}>
            <Divider />
            <Box padding="300">
              <Checkbox
                label={line.name}
                helpText={line.query ?? undefined}
                checked={chosen.includes(line.id)}
                onChange={(isOn) => choose(line.id, isOn)}
              />
              <Box paddingInlineStart="600">
                <LastRead used={line.used} now={now} timeZone={timeZone} />
              </Box>
            </Box>
          </Box>
        ))
      )}
      <ListPages list={list} hasMore={hasMore} />
      <Divider />
      <Box padding="300">
        <InlineStack gap="300" blockAlign="center">
          <Button
            variant="primary"
            loading={isBusy}
            disabled={!isChanged || isTooMany}
            onClick={() => onSave(chosen)}
          >
            Save
          </Button>
          <Text as="p" variant="bodySm" tone={isTooMany ? 'critical' : 'subdued'}>
            {`${String(chosen.length)} of at most ${String(most)} chosen. Their members are read every hour.`}
          </Text>
        </InlineStack>
      </Box>
    </Card>
  );
}

type LastReadProps = Pick<ShopifySegmentsCardProps, 'now' | 'timeZone'> & {
  used: UsedShopifySegment | null;
};

function LastRead({ used, now, timeZone }: LastReadProps) {
  if (used === null) return null;
  const { readAt, size, problem } = used;
  return (
    <BlockStack gap="100">
      {problem === null ? null : (
        <div>
          <Badge tone="critical">{problem === 'denied' ? 'No access' : 'Deleted in Shopify'}</Badge>
        </div>
      )}
      <Text as="p" variant="bodySm" tone="subdued">
        {readAt === null || size === null ? (
          'Not read yet'
        ) : (
          <>
            {`${formatCount(size, CUSTOMERS)}, read `}
            <RelativeTime at={readAt} now={now} timeZone={timeZone} />
          </>
        )}
      </Text>
    </BlockStack>
  );
}
