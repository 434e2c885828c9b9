import { Badge, BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import type { CoverageGap, CoveredJourney, GapFill } from '#app/journeys/page/coverage-map.ts';
import { formatAnd } from '#app/lib/format/list.ts';
import { ShortList } from '#app/ui/short-list.tsx';
import type { AddingJourney } from './use-adding-journey.ts';

export type GapFillsProps = {
  gap: CoverageGap;
  /** Those of the shop for the stage, none of which is running. */
  journeys: readonly CoveredJourney[];
  /** What puts journeys into use; null for staff who may not. */
  adding: AddingJourney | null;
};

/** What is missing at a stage, and the journeys of the gallery that fill it, the first of them at once. */
export function GapFills({ gap: { words, fills }, journeys, adding }: GapFillsProps) {
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Badge tone="attention">Gap</Badge>
        <Text as="span">{words}</Text>
      </InlineStack>
      {journeys.length === 0 ? null : (
        <Text as="p" tone="subdued">
          {`Not running: ${formatAnd(journeys.map(({ name }) => name))}`}
        </Text>
      )}
      <ShortList
        whole={`all ${String(fills.length)} journeys that fill it`}
        few={1}
        gap="300"
        items={fills.map((fill) => ({
          key: fill.key,
          content: <FillEntry fill={fill} adding={adding} />,
        }))}
      />
      {fills.length === 0 && journeys.length === 0 && adding ? (
        <div>
          <Button size="slim" url="/app/journeys/new">
            Create journey
          </Button>
        </div>
      ) : null}
    </BlockStack>
  );
}

type FillEntryProps = Pick<GapFillsProps, 'adding'> & { fill: GapFill };

function FillEntry({ fill, adding }: FillEntryProps) {
  const { key, name, does, nextStep } = fill;
  return (
    <BlockStack gap="100">
      <Link url={`/app/journeys/${key}`}>{name}</Link>
      <div style={{ maxWidth: '26rem', whiteSpace: 'normal' }}>
        <Text as="p" tone="subdued">
          {does}
        </Text>
        <Text as="p" tone="subdued">{`Next step wanted: ${nextStep}`}</Text>
      </div>
      {adding ? <AddJourneyButton journeyKey={key} name={name} adding={adding} /> : null}
    </BlockStack>
  );
}

export type AddJourneyButtonProps = { journeyKey: string; name: string; adding: AddingJourney };

/** Puts a journey of the gallery into use with one click. */
export function AddJourneyButton({ journeyKey, name, adding }: AddJourneyButtonProps) {
  const { add, addingKey } = adding;
  return (
    <div>
      <Button
        size="slim"
        loading={addingKey === journeyKey}
        disabled={addingKey !== null && addingKey !== journeyKey}
        accessibilityLabel={`Add ${name}`}
        onClick={() => add(journeyKey)}
      >
        Add
      </Button>
    </div>
  );
}
