import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, rhythmStep, serviceStep } from './gallery-steps.ts';

/**
 * Every renewal begins a run of its own, which says what comes and, before the next one, how to change it: no delivery is a
 * surprise. Both belong to the order, so that every subscriber of goods gets them.
 */
export const subscriptionRenewalJourney: GalleryJourney = {
  journey: {
    key: 'subscription-renewal',
    name: 'Subscription renewal',
    purpose: 'Says what a subscription sends, and how to change it before it renews.',
    version: 1,
    trigger: {
      events: ['order.placed'],
      subject: 'order',
      where: { sources: ['subscription_contract'] },
    },
    entry: { all: [] },
    exitReasons: ['order_cancelled', 'order_refunded', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'mail-1',
    steps: [
      serviceStep('mail-1', 'subscription-order', 'until-due'),
      rhythmStep('until-due', { daysBefore: 5, otherwiseDays: 25 }, 'mail-2'),
      serviceStep('mail-2', 'subscription-next', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Confirms every renewal, and says before the next one how to change or skip it.',
    when: 'At every renewal, and 5 days before the next one is usual.',
    forWhom: 'Customers with a subscription.',
    stage: 'repeat',
    themes: ['help', 'answer'],
    aim: 'teach',
    nextStep: 'Reply to change or skip the next order',
  },
};
