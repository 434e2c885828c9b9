import { DAY } from '#app/lib/duration.ts';
import { isTrade } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep, rhythmStep, taskStep } from './gallery-steps.ts';

/** Accounts restock by their own rhythm; one that is late gets a call. */
export const wholesaleReorderJourney: GalleryJourney = {
  journey: {
    key: 'wholesale-reorder',
    name: 'Wholesale reorder',
    purpose:
      'Reminds wholesale buyers shortly before they usually restock, and staff of those who are late.',
    version: 1,
    trigger: { events: ['order.placed'], subject: 'order', except: ['renewal', 'replacement'] },
    entry: isTrade,
    exitReasons: ['ordered', 'order_cancelled', 'order_refunded', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'until-due',
    steps: [
      rhythmStep('until-due', { daysBefore: 5, otherwiseDays: 45 }, 'mail'),
      newsStep('mail', 'trade-reorder', 'wait'),
      pauseStep('wait', 12 * DAY, 'task'),
      taskStep(
        'task',
        {
          title: 'Call {{name}} about a new order',
          note: 'By their usual rhythm they would have restocked a week ago.',
        },
        'end',
      ),
      endStep('end', 'not_recovered'),
    ],
  },
  card: {
    does: 'Reminds accounts of their last order, ready to be placed again, and has staff call the late ones.',
    when: '5 days before the next order is usual for the account; a task 12 days later.',
    forWhom: 'Wholesale buyers and people who buy like a trader. It ends with the next order.',
    stage: 'wholesale_buyer',
    themes: ['help'],
    aim: 'sell',
    nextStep: 'Place the last order again',
  },
};
