import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect } from 'react';

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
  const { data, submit, state } = useFetcher<PersonSplitOutcome>();
  const bridge = useAppBridge();
  useEffect(() => {
    if (!data) return;
    if (data.outcome !== 'split') {
      bridge.toast.show(OUTCOME_TEXTS[data.outcome]);
      return;
    }
    const { stays: one, goes: other } = data;
    bridge.toast.show(OUTCOME_TEXTS.split, {
      action: 'Undo',
      onAction: () => submit({ intent: 'join', one, other }, { method: 'post' }),
    });
  }, [bridge, data, submit]);
  return {
    split: (join) => submit({ intent: 'split', join }, { method: 'post' }),
    isBusy: state !== 'idle',
  };
}
