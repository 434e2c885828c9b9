import { DAY } from '#app/lib/duration.ts';
import { isRetail } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep } from './gallery-steps.ts';

/** After a first order help comes first, then what others chose next. */
export const secondOrderJourney: GalleryJourney = {
  journey: {
    key: 'second-order',
    name: 'First to second order',
    purpose: 'Helps new customers with what they bought and shows what others chose next.',
    version: 1,
    trigger: { events: ['order.placed'], subject: 'person', where: { firstOrder: true } },
    reentry: { per: 'person', again: 'never' },
    entry: { all: [isRetail] },
    exitReasons: ['ordered', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', 14 * DAY, 'mail-1'),
      newsStep('mail-1', 'second-order-help', 'wait-2'),
      pauseStep('wait-2', 16 * DAY, 'mail-2'),
      newsStep('mail-2', 'second-order-proof', 'end'),
      endStep('end', 'not_recovered'),
    ],
  },
  card: {
    does: 'Helps new customers to get the most from a first order, then shows what others chose next.',
    when: '14 and 30 days after a first order.',
    forWhom: 'Subscribers with one order, no traders. It ends with the second order.',
    stage: 'after_first_order',
    themes: ['help', 'proof'],
    aim: 'teach',
    nextStep: 'See what goes with the first order',
  },
};
