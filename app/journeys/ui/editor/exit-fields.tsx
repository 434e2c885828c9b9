import { BlockStack, Button, ChoiceList, InlineStack, Text } from '@shopify/polaris';
import type { ExitReason } from '#app/journeys/definition.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { SegmentChangeFields } from './segment-change-fields.tsx';

export type ExitFieldsProps = {
  journey: Pick<JourneyContent, 'exitReasons' | 'exitConditions' | 'trigger'>;
  segments: readonly { value: string; label: string }[];
  onChange: (change: Partial<JourneyContent>) => void;
};

const REASONS: ExitReason[] = [
  'ordered',
  'basket_emptied',
  'checkout_deleted',
  'order_cancelled',
  'order_refunded',
  'person_deleted',
];
/** As many as a journey may have. */
const MOST_CONDITIONS = 20;

/** What ends a person's way through a journey early. */
export function ExitFields({ journey, segments, onChange }: ExitFieldsProps) {
  const { exitReasons, exitConditions = [] } = journey;
  const set = (conditions: typeof exitConditions) => onChange({ exitConditions: conditions });
  return (
    <BlockStack gap="400">
      <ChoiceList
        allowMultiple
        title="People exit when"
        choices={REASONS.map((reason) => ({ value: reason, label: reasonWords(reason) }))}
        selected={exitReasons}
        onChange={(chosen) =>
          onChange({ exitReasons: REASONS.filter((reason) => chosen.includes(reason)) })
        }
      />
      {exitConditions.map((condition, place) => (
        <BlockStack key={place} gap="100">
          <SegmentChangeFields
            change={condition}
            segments={segments}
            onChange={(next) => set(exitConditions.with(place, next))}
          />
          <InlineStack align="end">
            <Button
              variant="plain"
              accessibilityLabel={`Remove exit condition ${String(place + 1)}`}
              onClick={() => set(exitConditions.toSpliced(place, 1))}
            >
              Remove
            </Button>
          </InlineStack>
        </BlockStack>
      ))}
      {exitConditions.length < MOST_CONDITIONS ? (
        <InlineStack>
          <Button onClick={() => set([...exitConditions, { segment: '', kind: 'entered' }])}>
            Add exit by segment
          </Button>
        </InlineStack>
      ) : null}
      <Text as="p" tone="subdued">
        Looked at before every step, and again when something is sent.
      </Text>
    </BlockStack>
  );
}
