import { DAY, MINUTE } from '#app/lib/duration.ts';
import { hasNoOrders, isRetail } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, openOfferStep, pauseStep } from './gallery-steps.ts';

/**
 * Who the store is, help to choose, answers. Begins a quarter of an hour after the subscription: who subscribed while
 * ordering is a buyer, and is thanked for the order instead.
 */
export const welcomeJourney: GalleryJourney = {
  journey: {
    key: 'welcome',
    name: 'Welcome',
    purpose: 'Introduces the store to new subscribers and helps them to a first order.',
    version: 1,
    trigger: {
      events: ['consent.changed'],
      subject: 'person',
      where: { consent: 'subscribed' },
    },
    reentry: { per: 'person', again: 'never' },
    entry: { all: [hasNoOrders, isRetail] },
    exitReasons: ['ordered', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', 15 * MINUTE, 'mail-1'),
      newsStep('mail-1', 'welcome-1', 'wait-2'),
      pauseStep('wait-2', 2 * DAY, 'mail-2'),
      newsStep('mail-2', 'welcome-2', 'wait-3'),
      pauseStep('wait-3', 4 * DAY, 'offer'),
      openOfferStep('offer', { next: 'mail-3-offer', otherwise: 'mail-3' }),
      newsStep('mail-3', 'welcome-3', 'end'),
      newsStep('mail-3-offer', 'welcome-offer', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Introduces the store in three emails: who you are, help to choose, answers.',
    when: '15 minutes after a subscription, 2 days later and 4 days after that.',
    forWhom: 'New subscribers who have not ordered yet. It ends with their first order.',
    stage: 'subscriber',
    themes: ['help', 'answer'],
    aim: 'teach',
    nextStep: 'Place a first order',
  },
};
