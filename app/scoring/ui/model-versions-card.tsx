import {
  BlockStack,
  Box,
  Button,
  Card,
  Divider,
  InlineGrid,
  InlineStack,
  List,
  Select,
  Text,
} from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { arrangeRows, type RowOrder } from '#app/lib/arrange-rows.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { ModelOrigin, ScoreModelVersion } from '#app/scoring/score-models.ts';
import { actorName } from '#app/audit/actor-name.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { NothingFound } from '#app/ui/list-search.tsx';
import { noRowsWords } from '#app/ui/no-rows-words.ts';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { VersionSearch } from '#app/ui/version-search.tsx';

/** How one version differs from another. */
export type Comparison = { from: number; to: number; changes: string[] };

/** The name of the list in the address, and what it can be sorted by. */
export const SCORE_VERSIONS = 'versions';
export const SCORE_VERSION_SORTS = ['version'] as const;
export type ScoreVersionSort = (typeof SCORE_VERSION_SORTS)[number];

export type ModelVersionsCardProps = {
  /** The newest, all that are listed. */
  versions: ScoreModelVersion[];
  view: ListView<ScoreVersionSort>;
  current: number;
  compared: Comparison;
  onCompare: (from: number, to: number) => void;
  isBusy: boolean;
  onRevert: (version: number) => void;
  staffId: string;
  now: number;
  timeZone: string;
};

const ORIGINS: Record<ModelOrigin, string> = {
  ready: 'ready model',
  edited: 'edited',
  learned: 'learned from orders',
  reverted: 'an earlier version restored',
};

/** Who changed the model when and why, how two versions differ, and the way back. */
export function ModelVersionsCard(props: ModelVersionsCardProps) {
  const { versions, view, current, compared, onCompare, isBusy, onRevert, ...reader } = props;
  const list = useListParams(view, SCORE_VERSIONS);
  const order: RowOrder<ScoreModelVersion, ScoreVersionSort> = {
    text: ({ version, origin, note, madeBy }) =>
      `Version ${String(version)}, ${ORIGINS[origin]} ${note} ${actorName(madeBy, reader.staffId)}`,
    by: { version: ({ version }) => version },
  };
  const { rows } = arrangeRows(versions, { ...view, page: 1 }, order, versions.length);
  const options = versions.map(({ version }) => ({
    value: String(version),
    label:
      version === current ? `Version ${String(version)}, in use` : `Version ${String(version)}`,
  }));
  return (
    <Card>
      <BlockStack gap="300">
        <CardIntro
          title="Versions"
          text="The last 20. A past score is explained by the version that was in use then."
        />
        <VersionSearch placeholder="Note, who made it or number" list={list} />
        {rows.length === 0 ? (
          <NothingFound>{noRowsWords(view, 'versions', 'No versions.')}</NothingFound>
        ) : null}
        {rows.map((one) => (
          <BlockStack key={one.version} gap="200">
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <VersionText {...reader} version={one} />
              {one.version === current ? (
                <Text as="span" tone="subdued">
                  In use
                </Text>
              ) : (
                <InlineStack gap="200">
                  <Button
                    size="slim"
                    onClick={() => onCompare(one.version, current)}
                    accessibilityLabel={`Compare version ${String(one.version)} with the one in use`}
                  >
                    Compare
                  </Button>
                  <EditArea needs="scoring.edit">
                    <Button
                      size="slim"
                      disabled={isBusy}
                      onClick={() => onRevert(one.version)}
                      accessibilityLabel={`Use version ${String(one.version)} again`}
                    >
                      Use again
                    </Button>
                  </EditArea>
                </InlineStack>
              )}
            </InlineStack>
            <Divider />
          </BlockStack>
        ))}
        {versions.length < 2 ? null : (
          <BlockStack gap="200">
            <InlineGrid columns={2} gap="200">
              <Select
                label="What changed from"
                options={options}
                value={String(compared.from)}
                onChange={(from) => onCompare(Number(from), compared.to)}
              />
              <Select
                label="to"
                options={options}
                value={String(compared.to)}
                onChange={(to) => onCompare(compared.from, Number(to))}
              />
            </InlineGrid>
            <div aria-live="polite">
              {compared.changes.length === 0 ? (
                <Text as="p" tone="subdued">
                  Both score the same.
                </Text>
              ) : (
                <List>
                  {compared.changes.map((change) => (
                    <List.Item key={change}>{change}</List.Item>
                  ))}
                </List>
              )}
            </div>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

type VersionTextProps = {
  version: ScoreModelVersion;
  staffId: string;
  now: number;
  timeZone: string;
};

function VersionText({ version: one, staffId, now, timeZone }: VersionTextProps) {
  const { version, origin, note, madeBy, madeAt } = one;
  return (
    <Box>
      <Text as="p">
        {`Version ${String(version)}, ${ORIGINS[origin]}`}
        {madeAt === null ? null : (
          <>
            {`, ${actorName(madeBy, staffId)}, `}
            <RelativeTime at={madeAt} now={now} timeZone={timeZone} />
          </>
        )}
      </Text>
      {note === '' ? null : (
        <Text as="p" tone="subdued">
          {note}
        </Text>
      )}
    </Box>
  );
}
