import { useFetcher } from '@remix-run/react';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What came of a request to split a person, or to merge two again. */
export type PersonSplitOutcome =
  | { outcome: 'split'; stays: string; goes: string }
  | { outcome: Exclude<keyof typeof OUTCOME_TEXTS, 'split'> };

const OUTCOME_TEXTS = {
  split: 'Split into two people',
  joining: 'Merged again',
  gone: 'One of them does not exist any more',
  not_remembered: 'This is too long ago, or was split already',
  merged_in_shopify: 'Shopify merged these customers, which cannot be undone',
};

/** Splits the person of the page, says what came of it, and offers to undo it. */
export function usePersonSplit(): { split: (joinId: string) => void; isBusy: boolean } {
  const fetcher = useFetcher<PersonSplitOutcome>();
  useOutcomeToast(fetcher, personSplitToast);
  const { submit, state } = fetcher;
  return {
    split: (join) => submit({ intent: 'split', join }, { method: 'post' }),
    isBusy: state !== 'idle',
  };
}

function personSplitToast(answer: PersonSplitOutcome): OutcomeToast {
  const text = OUTCOME_TEXTS[answer.outcome];
  if (answer.outcome !== 'split') return { text };
  return { text, undo: { intent: 'join', one: answer.stays, other: answer.goes } };
}
