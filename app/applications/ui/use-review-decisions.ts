import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useEffect } from 'react';
import { APPROVAL_UNDO_MS } from '#app/applications/application-state.ts';
import { reviewOutcomeText, type ReviewOutcome } from '#app/applications/review-outcome.ts';

export type ReviewDecisions = {
  /** Sends what the reviewer does, by its `intent`, to the action of the page. Always the same function. */
  decide: (fields: Record<string, string>) => void;
  /** What came of the last thing sent; another object each time. */
  outcome: ReviewOutcome | undefined;
  isBusy: boolean;
};

/** Sends what a reviewer does with the application of the page, says what came of it, and offers to undo it. */
export function useReviewDecisions(): ReviewDecisions {
  const { data, submit, state } = useFetcher<ReviewOutcome>();
  const bridge = useAppBridge();
  const decide = useCallback(
    (fields: Record<string, string>) => submit(fields, { method: 'post' }),
    [submit],
  );
  useEffect(() => {
    if (!data) return;
    const undo = { duration: APPROVAL_UNDO_MS, action: 'Undo' };
    const onAction = () => decide({ intent: 'undo' });
    bridge.toast.show(reviewOutcomeText(data), {
      isError: data.outcome === 'invalid',
      ...(data.outcome === 'decided' && data.canUndo ? { ...undo, onAction } : {}),
    });
  }, [bridge, data, decide]);
  return { decide, outcome: data, isBusy: state !== 'idle' };
}
