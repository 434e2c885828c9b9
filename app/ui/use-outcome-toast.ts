import { useFormAction } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useRef } from 'react';

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
  submit: (form: Record<string, string>, options: { method: 'post'; action: string }) => void;
};

/**
 * Shows in a toast what came of each form that a fetcher sent, and offers to undo it at the page that sent it, whichever page is
 * open by then.
 * @param toastOf null shows nothing. Always the same function: another one would show the last outcome again
 */
export function useOutcomeToast<Outcome extends object>(
  { data, submit }: SentFetcher<Outcome>,
  toastOf: (outcome: Outcome) => OutcomeToast | null,
): void {
  const bridge = useAppBridge();
  const action = useFormAction();
  const sentTo = useRef(action);
  useEffect(() => {
    sentTo.current = action;
  }, [action]);
  useEffect(() => {
    const toast = data ? toastOf(data) : null;
    if (toast === null) return;
    const { text, undo, ...options } = toast;
    const to = { method: 'post' as const, action: sentTo.current };
    bridge.toast.show(text, {
      ...options,
      ...(undo && { action: 'Undo', onAction: () => submit(undo, to) }),
    });
  }, [bridge, data, submit, toastOf]);
}
