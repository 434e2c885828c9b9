import { useFetcher, useNavigate } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect } from 'react';
import type { CreateOutcome } from '#app/definitions/definition-outcome.ts';
import type { NewEmailIntent } from '#app/messages/page/new-email-intent.ts';

/** Begins an email, and opens it in the editor. */
export function useNewEmail(): { isBusy: boolean; begin: (intent: NewEmailIntent) => void } {
  const { data, state, submit } = useFetcher<CreateOutcome | { outcome: 'not_found' }>();
  const navigate = useNavigate();
  const bridge = useAppBridge();
  useEffect(() => {
    if (!data || state !== 'idle') return;
    if (data.outcome === 'created') navigate(`/app/emails/${data.key}/edit`);
    else bridge.toast.show(refusalWords(data), { isError: true });
  }, [bridge, data, navigate, state]);
  return {
    isBusy: state !== 'idle',
    begin: (intent) => submit(intent, { method: 'post', action: '/app/emails?index' }),
  };
}

function refusalWords(
  outcome: Exclude<CreateOutcome | { outcome: 'not_found' }, { outcome: 'created' }>,
): string {
  switch (outcome.outcome) {
    case 'too_many':
      return `The store has ${String(outcome.most)} emails. Discard a draft first`;
    case 'unreadable':
      return outcome.message;
    case 'not_found':
      return 'There is no such email any more';
  }
}
