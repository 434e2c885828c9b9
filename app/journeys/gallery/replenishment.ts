import { DAY } from '#app/lib/duration.ts';
import { hasOrders, isRetail } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep, rhythmStep } from './gallery-steps.ts';

/** Every order begins the wait for the next one by the person's own rhythm; that next order ends it. */
export const replenishmentJourney: GalleryJourney = {
  journey: {
    key: 'replenishment',
    name: 'Replenishment',
    purpose: 'Reminds regular buyers shortly before they usually order again.',
    version: 1,
    trigger: {
      events: ['order.placed'],
      subject: 'order',
      except: ['renewal', 'replacement'],
    },
    entry: { all: [hasOrders(3), isRetail] },
    exitReasons: ['ordered', 'order_cancelled', 'order_refunded', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'until-due',
    steps: [
      rhythmStep('until-due', { daysBefore: 3, otherwiseDays: 60 }, 'mail-1'),
      newsStep('mail-1', 'order-again', 'wait'),
      pauseStep('wait', 10 * DAY, 'mail-2'),
      newsStep('mail-2', 'order-again-reminder', 'end'),
      endStep('end', 'not_recovered'),
    ],
  },
  card: {
    does: 'Reminds regular buyers of their last order, ready to be placed again.',
    when: '3 days before the next order is usual for the person, and once more 10 days later.',
    forWhom: 'Subscribers with three orders or more. It ends with the next order.',
    stage: 'repeat',
    themes: ['help'],
    aim: 'sell',
    nextStep: 'Order the same again',
  },
};
