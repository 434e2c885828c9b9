import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect } from 'react';
import type { AdoptLearnedOutcome } from '#app/scoring/training/learned-models.ts';

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
  const { data, state, submit } = useFetcher<AdoptLearnedOutcome | null>();
  const bridge = useAppBridge();
  useEffect(() => {
    if (!data) return;
    if (data.outcome !== 'saved') {
      bridge.toast.show(OUTCOME_TEXTS[data.outcome], { isError: true });
      return;
    }
    const undo = { intent: 'revert', base: String(data.version) };
    bridge.toast.show('Score changed. Updating all people', {
      action: 'Undo',
      onAction: () => submit(undo, { method: 'post' }),
    });
  }, [bridge, data, submit]);
  return {
    isBusy: state !== 'idle',
    send: (intent) => submit(intent, { method: 'post' }),
  };
}
