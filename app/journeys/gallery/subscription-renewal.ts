import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, serviceStep } from './gallery-steps.ts';

/**
 * Every renewal begins a run of its own, which says what comes and how to change the next: no delivery is a surprise. It belongs
 * to the order, so that every subscriber of goods gets it. When the next one comes, only the contract knows, which is not read.
 */
export const subscriptionRenewalJourney: GalleryJourney = {
  journey: {
    key: 'subscription-renewal',
    name: 'Subscription renewal',
    purpose: 'Says what a subscription sends, and how to change what comes next.',
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
    steps: [serviceStep('mail-1', 'subscription-order', 'end'), endStep()],
  },
  card: {
    does: 'Confirms every renewal, and says how to change or skip the next one.',
    when: 'At every order that a subscription places, after the one that began it.',
    forWhom: 'Customers with a subscription.',
    stage: 'repeat',
    themes: ['help'],
    aim: 'teach',
    nextStep: 'Reply to change or skip the next order',
  },
};
