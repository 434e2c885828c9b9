import { DAY } from '#app/lib/duration.ts';
import { hasOrders, isTrade } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep, taskStep } from './gallery-steps.ts';

/** An account that orders regularly is shown what sells beside it, and called. */
export const accountExpansionJourney: GalleryJourney = {
  journey: {
    key: 'account-expansion',
    name: 'Account expansion',
    purpose: 'Shows regular wholesale buyers what other shops add to their range.',
    version: 1,
    trigger: { events: ['order.placed'], subject: 'person' },
    reentry: { per: 'person', again: 'after', days: 120, since: 'entry' },
    entry: { all: [isTrade, hasOrders(4)] },
    exitReasons: ['person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', 5 * DAY, 'mail'),
      newsStep('mail', 'trade-expansion', 'wait-2'),
      pauseStep('wait-2', 7 * DAY, 'task'),
      taskStep(
        'task',
        {
          title: 'Propose a wider range to {{name}}',
          note: 'A regular account with {{orders}} orders. They were shown last week what other shops add.',
        },
        'end',
      ),
      endStep(),
    ],
  },
  card: {
    does: 'Shows regular accounts what other shops add to their range, then has staff propose it.',
    when: '5 days after an order; the task 7 days later; every 120 days at most.',
    forWhom: 'Wholesale buyers with four orders or more.',
    stage: 'wholesale_buyer',
    themes: ['proof'],
    aim: 'sell',
    nextStep: 'Ask for samples or a proposal',
  },
};
