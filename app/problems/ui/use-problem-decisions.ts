import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect } from 'react';
import { formatNumber } from '#app/lib/format/number.ts';
import type { ProblemIntent } from '#app/problems/problem-intent.ts';
import type { ProblemOutcome } from '#app/problems/problem-outcome.ts';

/** What can be done about the problems of the page. */
export type ProblemDecisions = {
  /** Sends what was decided about the problems with some keys. */
  act: (intent: ProblemIntent, keys: string[]) => void;
  isBusy: boolean;
  /** The content of the delivery that is viewed: undefined while it is on its way, null when it is gone. */
  body: string | null | undefined;
};

/** Sends what staff decide about problems, and says what came of it; views do not wait for decisions. */
export function useProblemDecisions(): ProblemDecisions {
  const work = useFetcher<ProblemOutcome>();
  const look = useFetcher<ProblemOutcome>();
  const bridge = useAppBridge();
  useEffect(() => {
    if (work.data) bridge.toast.show(outcomeText(work.data));
  }, [bridge, work.data]);

  function act(intent: ProblemIntent, keys: string[]) {
    const form = new FormData();
    form.set('intent', intent);
    for (const key of keys) form.append('key', key);
    (intent === 'view' ? look : work).submit(form, { method: 'post' });
  }
  return {
    act,
    isBusy: work.state !== 'idle',
    body: look.state === 'idle' && look.data?.intent === 'view' ? look.data.body : undefined,
  };
}

function outcomeText(outcome: ProblemOutcome): string {
  switch (outcome.intent) {
    case 'replay':
      return outcome.count === 0 ? 'Already replayed' : `Replaying ${formatNumber(outcome.count)}`;
    case 'discard':
      return `Deleted ${formatNumber(outcome.count)}`;
    case 'retry':
    case 'retry_run':
    case 'retry_profile':
      return outcome.count === 0
        ? 'Already tried again'
        : `Trying ${formatNumber(outcome.count)} again`;
    case 'view':
      return outcome.body === null ? 'It no longer exists' : 'Your view was recorded';
    case 'sent':
    case 'again':
      return DOUBT_TEXTS[outcome.outcome];
  }
}

const DOUBT_TEXTS = {
  marked_sent: 'Marked as sent',
  sending_again: 'Sending again',
  no_longer_in_doubt: 'The delivery of this email is already confirmed',
} as const;
