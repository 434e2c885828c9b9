import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { formatNumber } from '#app/lib/format/number.ts';
import type { ProblemIntent } from '#app/problems/problem-intent.ts';
import type { ProblemOutcome } from '#app/problems/problem-outcome.ts';
import type { BodyModalProps } from '#app/ui/body-modal.tsx';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What can be done about the problems of the page. */
export type ProblemDecisions = {
  /** Sends what was decided about the problems with some keys. */
  act: (intent: ProblemIntent, keys: string[]) => void;
  isBusy: boolean;
  /** The delivery that is viewed. */
  viewed: BodyModalProps;
};

/** Sends what staff decide about problems, and says what came of it; views do not wait for decisions. */
export function useProblemDecisions(): ProblemDecisions {
  const work = useFetcher<ProblemOutcome>();
  useOutcomeToast(work, problemToast);
  const look = useFetcher<ProblemOutcome>();
  const [isLooking, setLooking] = useState(false);

  function act(intent: ProblemIntent, keys: string[]) {
    const form = new FormData();
    form.set('intent', intent);
    for (const key of keys) form.append('key', key);
    if (intent === 'view') setLooking(true);
    (intent === 'view' ? look : work).submit(form, { method: 'post' });
  }
  return {
    act,
    isBusy: work.state !== 'idle',
    viewed: {
      isOpen: isLooking,
      body: look.state === 'idle' && look.data?.intent === 'view' ? look.data.body : undefined,
      onClose: () => setLooking(false),
    },
  };
}

function problemToast(outcome: ProblemOutcome): OutcomeToast {
  return { text: outcomeText(outcome), ...undoOf(outcome) };
}

/** What was hidden can be shown again. */
function undoOf(outcome: ProblemOutcome): Pick<OutcomeToast, 'undo'> {
  if (outcome.intent !== 'snooze_stop' && outcome.intent !== 'dismiss_stop') return {};
  return outcome.count === 0 ? {} : { undo: { intent: 'show_stop', key: outcome.key } };
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
    case 'snooze_stop':
    case 'dismiss_stop':
    case 'show_stop':
      return outcome.count === 0 ? 'It no longer exists' : STOP_TEXTS[outcome.intent];
    case 'view':
      return outcome.body === null ? 'It no longer exists' : 'Your view was recorded';
    case 'sent':
    case 'again':
      return DOUBT_TEXTS[outcome.outcome];
  }
}

const STOP_TEXTS = {
  snooze_stop: 'Snoozed for a day',
  dismiss_stop: 'Dismissed',
  show_stop: 'Shown again',
} as const;

const DOUBT_TEXTS = {
  marked_sent: 'Marked as sent',
  sending_again: 'Sending again',
  no_longer_in_doubt: 'The delivery of this email is already confirmed',
} as const;
