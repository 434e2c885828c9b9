import { useFetcher } from '@remix-run/react';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What came of a decision about two profiles; `done` is false when one of them is not there any more. */
export type DuplicateOutcome = {
  intent: keyof typeof OUTCOME_TEXTS;
  one: string;
  other: string;
  /** When it was decided, epoch milliseconds. */
  at: number;
  done: boolean;
};

const OUTCOME_TEXTS = {
  same: 'Profiles merged',
  two: 'Marked as two people',
  undo: 'Undone',
} as const;

/** Decides whether two profiles are one person, says what came of it, and offers to undo it. */
export function useDuplicateDecision(): {
  decide: (intent: 'same' | 'two', one: string, other: string) => void;
  isBusy: boolean;
} {
  const fetcher = useFetcher<DuplicateOutcome>();
  useOutcomeToast(fetcher, duplicateToast);
  const { submit, state } = fetcher;
  return {
    decide: (intent, one, other) => submit({ intent, one, other }, { method: 'post' }),
    isBusy: state !== 'idle',
  };
}

function duplicateToast({ intent, one, other, at, done }: DuplicateOutcome): OutcomeToast {
  if (!done) return { text: 'One of them no longer exists' };
  const text = OUTCOME_TEXTS[intent];
  return intent === 'undo'
    ? { text }
    : { text, undo: { intent: 'undo', one, other, at: String(at) } };
}
