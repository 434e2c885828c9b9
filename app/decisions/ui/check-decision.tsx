import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Text } from '@shopify/polaris';
import type { Reevaluation } from '#app/decisions/reevaluation.ts';
import { reevaluationWords } from '#app/decisions/reevaluation-words.ts';

/** What the page answers to a check; null when the decision is gone. */
export type CheckOutcome = { result: Reevaluation | null };

export type CheckDecisionProps = {
  /** Which decision, as `decisionPlaceText` names it. */
  place: string;
  /** What it was, for who does not see the row. */
  label: string;
};

/** Makes a decision again from what was read then, and says below the button what came of it. */
export function CheckDecision({ place, label }: CheckDecisionProps) {
  const fetcher = useFetcher<CheckOutcome>();
  const { data } = fetcher;
  return (
    // A row leads to its person wherever it is clicked, but not here.
    <div onClick={(event) => event.stopPropagation()}>
      <BlockStack gap="100" inlineAlign="start">
        <Button
          size="slim"
          loading={fetcher.state !== 'idle'}
          accessibilityLabel={`Check again: ${label}`}
          onClick={() => fetcher.submit({ intent: 'check', place }, { method: 'post' })}
        >
          Check again
        </Button>
        <div role="status" style={{ whiteSpace: 'normal', maxWidth: '16rem' }}>
          {data ? (
            <Text as="p" variant="bodySm" tone={toneOf(data)}>
              {data.result ? reevaluationWords(data.result) : 'This decision was deleted.'}
            </Text>
          ) : null}
        </div>
      </BlockStack>
    </div>
  );
}

function toneOf({ result }: CheckOutcome): 'success' | 'critical' | 'subdued' {
  if (result === null || 'cannot' in result) return 'subdued';
  return result.same ? 'success' : 'critical';
}
