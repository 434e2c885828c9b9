import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect } from 'react';

/** What is said of an outcome. */
export type OutcomeToast = {
  text: string;
  isError?: boolean;
  /** The form that undoes it; without one nothing can be undone. */
  undo?: Record<string, string>;
  /** How long it is shown, milliseconds; Shopify's default when missing. */
  duration?: number;
};

/** The fetcher by which something is sent. */
type SentFetcher<Outcome> = {
  data: Outcome | null | undefined;
  submit: (form: Record<string, string>, options: { method: 'post' }) => void;
};

/**
 * Shows in a toast what came of each form that a fetcher sent, and offers to undo it.
 * @param toastOf null shows nothing. Always the same function: another one would show the last outcome again
 */
export function useOutcomeToast<Outcome extends object>(
  { data, submit }: SentFetcher<Outcome>,
  toastOf: (outcome: Outcome) => OutcomeToast | null,
): void {
  const bridge = useAppBridge();
  useEffect(() => {
    const toast = data ? toastOf(data) : null;
    if (toast === null) return;
    const { text, undo, ...options } = toast;
    bridge.toast.show(text, {
      ...options,
      ...(undo && { action: 'Undo', onAction: () => submit(undo, { method: 'post' }) }),
    });
  }, [bridge, data, submit, toastOf]);
}
