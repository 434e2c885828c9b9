import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import { APPROVAL_UNDO_MS } from '#app/applications/application-state.ts';
import { reviewOutcomeText, type ReviewOutcome } from '#app/applications/review-outcome.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

export type ReviewDecisions = {
  /** Sends what the reviewer does, by its `intent`, to the action of the page. Always the same function. */
  decide: (fields: Record<string, string>) => void;
  /** What came of the last thing sent; another object each time. */
  outcome: ReviewOutcome | undefined;
  isBusy: boolean;
};

/** Sends what a reviewer does with the application of the page, says what came of it, and offers to undo it. */
export function useReviewDecisions(): ReviewDecisions {
  const fetcher = useFetcher<ReviewOutcome>();
  useOutcomeToast(fetcher, reviewToast);
  const { data, submit, state } = fetcher;
  const decide = useCallback(
    (fields: Record<string, string>) => submit(fields, { method: 'post' }),
    [submit],
  );
  return { decide, outcome: data, isBusy: state !== 'idle' };
}

function reviewToast(outcome: ReviewOutcome): OutcomeToast {
  const canUndo = outcome.outcome === 'decided' && outcome.canUndo;
  return {
    text: reviewOutcomeText(outcome),
    isError: outcome.outcome === 'invalid',
    ...(canUndo && { undo: { intent: 'undo' }, duration: APPROVAL_UNDO_MS }),
  };
}
