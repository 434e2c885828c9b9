import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect } from 'react';

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
  const { data, submit, state } = useFetcher<DuplicateOutcome>();
  const bridge = useAppBridge();
  useEffect(() => {
    if (!data) return;
    const { intent, one, other, at, done } = data;
    if (!done || intent === 'undo') {
      bridge.toast.show(done ? OUTCOME_TEXTS.undo : 'One of them no longer exists');
      return;
    }
    const undo = { intent: 'undo', one, other, at: String(at) };
    bridge.toast.show(OUTCOME_TEXTS[intent], {
      action: 'Undo',
      onAction: () => submit(undo, { method: 'post' }),
    });
  }, [bridge, data, submit]);
  return {
    decide: (intent, one, other) => submit({ intent, one, other }, { method: 'post' }),
    isBusy: state !== 'idle',
  };
}
