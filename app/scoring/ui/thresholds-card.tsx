import { BlockStack, Card, InlineGrid, Text } from '@shopify/polaris';
import { problemAt } from '#app/scoring/model-form.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { NumberInput } from './number-input.tsx';
import type { ModelCardProps } from './signal-rules-card.tsx';

const DIGITS = [
  ['1', '1 (hot): intent from'],
  ['2', '2 (warm): intent from'],
  ['3', '3 (cool): intent from'],
] as const;
const LETTERS = [
  ['A', 'A: fit from'],
  ['B', 'B: fit from'],
  ['C', 'C: fit from'],
] as const;

/** Where grades and bands begin, and what the single number is made of. */
export function ThresholdsCard({ form, problems, onChange }: ModelCardProps) {
  const { digits, letters } = form.thresholds;
  return (
    <Card>
      <BlockStack gap="300">
        <CardIntro
          title="Grades and the number"
          text="A grade such as B2 is fit and intent. Below the last threshold it is D or 4 (cold). A band is kept until the intent is a tenth below its threshold, so that people do not move back and forth."
        />
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="200">
          {DIGITS.map(([digit, label]) => (
            <NumberInput
              key={digit}
              label={label}
              value={digits[digit]}
              onChange={(value) =>
                onChange({ thresholds: { letters, digits: { ...digits, [digit]: value } } })
              }
              error={problemAt(problems, `thresholds.digits.${digit}`)}
            />
          ))}
          {LETTERS.map(([letter, label]) => (
            <NumberInput
              key={letter}
              label={label}
              value={letters[letter]}
              onChange={(value) =>
                onChange({ thresholds: { digits, letters: { ...letters, [letter]: value } } })
              }
              error={problemAt(problems, `thresholds.letters.${letter}`)}
            />
          ))}
        </InlineGrid>
        <NumberInput
          label="Share of intent in the number from 0 to 100"
          suffix="%"
          value={form.intentPercent}
          onChange={(intentPercent) => onChange({ intentPercent })}
          error={problems.intentShare}
        />
        <Text as="p" tone="subdued">
          The rest of the number is fit.
        </Text>
      </BlockStack>
    </Card>
  );
}
