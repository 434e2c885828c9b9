import { useFetcher } from '@remix-run/react';
import type { AdoptLearnedOutcome } from '#app/scoring/training/learned-models.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

const OUTCOME_TEXTS: Record<Exclude<AdoptLearnedOutcome['outcome'], 'saved'>, string> = {
  unchanged: 'The score uses these points already',
  conflict: 'Another staff member changed the score meanwhile: look again',
  not_found: 'There is no such version any more',
  not_proven: 'These points are less accurate than those in use',
};

export type LearnedPoints = {
  isBusy: boolean;
  /** Trains, cancels the training, or changes the points of the score. */
  send: (intent: Record<string, string>) => void;
};

/** Sends what staff ask of the learned points, and shows in a toast how the score changed. */
export function useLearnedPoints(): LearnedPoints {
  const fetcher = useFetcher<AdoptLearnedOutcome | null>();
  useOutcomeToast(fetcher, learnedToast);
  const { state, submit } = fetcher;
  return {
    isBusy: state !== 'idle',
    send: (intent) => submit(intent, { method: 'post' }),
  };
}

function learnedToast(answer: AdoptLearnedOutcome): OutcomeToast {
  if (answer.outcome !== 'saved') return { text: OUTCOME_TEXTS[answer.outcome], isError: true };
  return {
    text: 'Score changed. Updating all people',
    undo: { intent: 'revert', base: String(answer.version) },
  };
}
