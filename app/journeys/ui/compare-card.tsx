import { BlockStack, Card, InlineGrid, Select, Text, useBreakpoints } from '@shopify/polaris';
import { ChangeList } from '#app/definitions/ui/change-list.tsx';
import type { ComparedVersions } from '#app/journeys/page/journey-versions.ts';
import { useParamChange } from '#app/ui/use-param-change.ts';
import { DifferenceDrawing } from './difference-drawing.tsx';

export type CompareCardProps = {
  compared: ComparedVersions;
  /** Of all versions, the newest first. */
  numbers: readonly number[];
};

/** What is different in one version beside another, drawn and in words. */
export function CompareCard({ compared, numbers }: CompareCardProps) {
  const { before, after, changes, drawn } = compared;
  const change = useParamChange();
  const { mdUp } = useBreakpoints();
  const options = numbers.map((number) => ({
    value: String(number),
    label: `Version ${String(number)}`,
  }));
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Compare versions
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <Select
            label="Version"
            options={options}
            value={String(after)}
            onChange={(version) => change({ version })}
          />
          <Select
            label="Compared with"
            options={options}
            value={String(before)}
            onChange={(number) => change({ with: number })}
          />
        </InlineGrid>
        {changes.length === 0 ? (
          <Text as="p">They say the same.</Text>
        ) : (
          <>
            {mdUp ? <DifferenceDrawing {...drawn} /> : null}
            <ChangeList changes={changes} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}
