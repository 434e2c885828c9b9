import { BlockStack, List, Text } from '@shopify/polaris';
import type { JourneyEdge } from '#app/journeys/page/journey-path.ts';
import type { DrawnStep } from './step-words.ts';

/** The steps of a journey as a numbered list: the drawing for screen readers and phones. */
export function StepList({ steps, edges }: { steps: DrawnStep[]; edges: JourneyEdge[] }) {
  const numbers = new Map(steps.map(({ id }, index) => [id, index + 1]));
  return (
    <List type="number" gap="loose">
      {steps.map((step, index) => (
        <List.Item key={step.id}>
          <BlockStack>
            <Text as="span" fontWeight="semibold">
              {step.title}
            </Text>
            <Text as="span" tone="subdued">
              {step.detail}
            </Text>
            {step.lines.map((line) => (
              <Text key={line} as="span">
                {line}
              </Text>
            ))}
            {branchTexts(step.id, index, edges, numbers).map((branchText) => (
              <Text key={branchText} as="span" tone="subdued">
                {branchText}
              </Text>
            ))}
          </BlockStack>
        </List.Item>
      ))}
    </List>
  );
}

/** Where a run goes from a step, unless to the next of the list. */
function branchTexts(
  id: string,
  index: number,
  edges: readonly JourneyEdge[],
  numbers: ReadonlyMap<string, number>,
): string[] {
  return edges
    .filter(({ from }) => from === id)
    .map(({ to, label }) => ({ label, number: numbers.get(to) ?? 0 }))
    .filter(({ label, number }) => label !== null || number !== index + 2)
    .map(({ label, number }) =>
      label === null ? `Then step ${String(number)}` : `${label}: step ${String(number)}`,
    );
}
