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
import { formatNumber } from '#app/lib/format/number.ts';
import type { UsedShopifySegment } from '#app/segments/shopify-segments.server.ts';
import { ListSearch, NothingFound } from './list-search.tsx';
import { RelativeTime } from './relative-time.tsx';

/** A segment of Shopify's, and how it is used here. */
export type ShopifySegmentLine = {
  id: string;
  name: string;
  query: string | null;
  used: UsedShopifySegment | null;
};

export type ShopifySegmentsCardProps = {
  lines: ShopifySegmentLine[];
  most: number;
  isBusy: boolean;
  onSave: (ids: string[]) => void;
  now: number;
  timeZone: string;
};

/** The segments of Shopify's, to choose those that are used here. */
export function ShopifySegmentsCard(props: ShopifySegmentsCardProps) {
  const { lines, most, isBusy, onSave, now, timeZone } = props;
  const saved = lines.flatMap(({ id, used }) => (used ? [id] : []));
  const [chosen, setChosen] = useState<string[]>(saved);
  const [search, setSearch] = useState('');
  const sought = search.trim().toLowerCase();
  const shown = lines.filter(({ name }) => name.toLowerCase().includes(sought));
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
        value={search}
        onChange={setSearch}
      />
      {shown.length === 0 ? (
        <NothingFound>No segment of that name.</NothingFound>
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
                <Reading used={line.used} now={now} timeZone={timeZone} />
              </Box>
            </Box>
          </Box>
        ))
      )}
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

type ReadingProps = Pick<ShopifySegmentsCardProps, 'now' | 'timeZone'> & {
  used: UsedShopifySegment | null;
};

function Reading({ used, now, timeZone }: ReadingProps) {
  if (used === null) return null;
  const { readAt, size, problem } = used;
  return (
    <BlockStack gap="100">
      {problem === null ? null : (
        <div>
          <Badge tone="critical">
            {problem === 'denied' ? 'May not be read' : 'Gone from Shopify'}
          </Badge>
        </div>
      )}
      <Text as="p" variant="bodySm" tone="subdued">
        {readAt === null || size === null ? (
          'Not read yet'
        ) : (
          <>
            {`${formatNumber(size)} customers, read `}
            <RelativeTime at={readAt} now={now} timeZone={timeZone} />
          </>
        )}
      </Text>
    </BlockStack>
  );
}
