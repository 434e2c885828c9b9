import { BlockStack, List, Text } from '@shopify/polaris';
import type { Way } from '#app/journeys/way-to.ts';
import { figureWords, type DrawnStep } from './step-words.ts';

/** The steps of a journey as a numbered list: the drawing for screen readers and phones. */
export function StepList({ steps, ways }: { steps: DrawnStep[]; ways: Way[] }) {
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
            <Text as="span">{figureWords(step).join(' · ')}</Text>
            {turns(step.id, index, ways, numbers).map((turn) => (
              <Text key={turn} as="span" tone="subdued">
                {turn}
              </Text>
            ))}
          </BlockStack>
        </List.Item>
      ))}
    </List>
  );
}

/** Where it goes on from a step, unless simply to the next of the list. */
function turns(
  id: string,
  index: number,
  ways: readonly Way[],
  numbers: ReadonlyMap<string, number>,
): string[] {
  return ways
    .filter(({ from }) => from === id)
    .map(({ to, label }) => ({ label, number: numbers.get(to) ?? 0 }))
    .filter(({ label, number }) => label !== null || number !== index + 2)
    .map(({ label, number }) =>
      label === null ? `Then step ${String(number)}` : `${label}: step ${String(number)}`,
    );
}
