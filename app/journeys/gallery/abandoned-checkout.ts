import { DAY, HOUR } from '#app/lib/duration.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, openOfferStep, pauseStep } from './gallery-steps.ts';

/**
 * For who came as far as the checkout: asks what went wrong, answers, and offers something last where the merchant chose
 * an offer. Stock, prices and orders are looked at again before every email.
 */
export const abandonedCheckoutJourney: GalleryJourney = {
  journey: {
    key: 'abandoned-checkout',
    name: 'Abandoned checkout',
    purpose: 'Helps people who left in the checkout to finish their order.',
    version: 1,
    trigger: { events: ['checkout.changed'], subject: 'basket', onePer: 'person' },
    entry: { all: [] },
    exitReasons: ['ordered', 'basket_emptied', 'checkout_deleted', 'person_deleted'],
    priority: 5,
    restartsWhileWaitingAt: 'wait-1',
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', HOUR, 'mail-1'),
      newsStep('mail-1', 'checkout-help', 'wait-2'),
      pauseStep('wait-2', 23 * HOUR, 'mail-2'),
      newsStep('mail-2', 'checkout-answers', 'wait-3'),
      pauseStep('wait-3', 2 * DAY, 'offer'),
      openOfferStep('offer', { next: 'mail-3-offer', otherwise: 'mail-3' }),
      newsStep('mail-3', 'checkout-last', 'end'),
      newsStep('mail-3-offer', 'checkout-offer', 'end'),
      endStep('end', 'not_recovered'),
    ],
  },
  card: {
    does: 'Helps people who left in the checkout: what went wrong, answers, a last reminder.',
    when: '1, 24 and 72 hours after the checkout was left.',
    forWhom: 'Subscribers with an open checkout. It ends with an order or an emptied cart.',
    stage: 'checkout',
    themes: ['help', 'answer'],
    aim: 'sell',
    nextStep: 'Finish the checkout',
  },
};
