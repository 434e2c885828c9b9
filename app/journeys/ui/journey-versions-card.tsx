import {
  Badge,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Text,
} from '@shopify/polaris';
import type { JourneyVersion, JourneyVersionSort } from '#app/journeys/page/journey-versions.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import { CardHead } from '#app/ui/card-head.tsx';
import { ListPages } from '#app/ui/list-pages.tsx';
import { NothingFound } from '#app/ui/list-search.tsx';
import { noRowsWords } from '#app/ui/no-rows-words.ts';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useParamChange } from '#app/ui/use-param-change.ts';
import { VersionSearch } from '#app/ui/version-search.tsx';

export type JourneyVersionsCardProps = PageTime & {
  rows: RowPage<JourneyVersion>;
  view: ListView<JourneyVersionSort>;
  liveVersion: number | null;
  isBusy: boolean;
  /** Null for staff who may not. */
  onRestore: ((version: number) => void) | null;
  staff: readonly { id: string; name: string }[];
  staffId: string;
};

/** The versions of a journey, who published each and when. */
export function JourneyVersionsCard(props: JourneyVersionsCardProps) {
  const { rows: page, view, liveVersion, isBusy, onRestore, now, timeZone } = props;
  const list = useListParams(view);
  const change = useParamChange();
  return (
    <Card padding="0">
      <CardHead
        title="Versions"
        text="People stay on the version that they entered. Restoring makes an earlier version the draft."
      />
      <VersionSearch placeholder="Number or name" list={list} />
      {page.rows.length === 0 ? (
        <NothingFound>{noRowsWords(view, 'versions', 'It was never published.')}</NothingFound>
      ) : null}
      <Box padding="300" paddingBlockStart="0">
        <BlockStack gap="300">
          {page.rows.map((row) => (
            <InlineStack key={row.version} align="space-between" blockAlign="center" gap="200">
              <BlockStack>
                <InlineStack gap="200" blockAlign="center">
                  <Text as="h3" variant="headingSm">
                    {`Version ${String(row.version)}`}
                  </Text>
                  {row.version === liveVersion ? <Badge tone="success">Live</Badge> : null}
                </InlineStack>
                <Text as="span" tone="subdued">
                  {`${row.name}. Published by ${authorOf(row, props)}, `}
                  <RelativeTime at={row.createdAt} now={now} timeZone={timeZone} />
                </Text>
              </BlockStack>
              <ButtonGroup>
                <Button
                  size="slim"
                  accessibilityLabel={`Show changes of version ${String(row.version)}`}
                  onClick={() => change({ version: String(row.version), with: null })}
                >
                  Show changes
                </Button>
                {onRestore ? (
                  <Button
                    size="slim"
                    disabled={isBusy}
                    accessibilityLabel={`Restore version ${String(row.version)} as draft`}
                    onClick={() => onRestore(row.version)}
                  >
                    Restore as draft
                  </Button>
                ) : null}
              </ButtonGroup>
            </InlineStack>
          ))}
        </BlockStack>
      </Box>
      <ListPages list={list} hasMore={page.hasMore} />
    </Card>
  );
}

function authorOf(
  { author }: JourneyVersion,
  { staff, staffId }: Pick<JourneyVersionsCardProps, 'staff' | 'staffId'>,
): string {
  if (author === null) return 'Tendril';
  if (author === staffId) return 'you';
  return staff.find(({ id }) => id === author)?.name ?? `staff member ${author}`;
}
