import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Journey } from '../definition.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, openOfferStep, pauseStep } from './gallery-steps.ts';

/**
 * Help first, then answers, then a last reminder, which makes an offer where the merchant chose one and it may be made; from two
 * days on a banner on the next visit; nothing after an order. Stock, prices and orders are looked at again before every email.
 * However many carts a person leaves, there is one reminder at a time, about the newest.
 */
export const abandonedCart: Journey = {
  key: 'abandoned-basket',
  name: 'Abandoned cart',
  purpose: 'Brings back people who left something in their cart or checkout.',
  version: 3,
  trigger: { events: ['cart.changed', 'checkout.changed'], subject: 'basket', onePer: 'person' },
  entry: { all: [] },
  exitReasons: ['ordered', 'basket_emptied', 'checkout_deleted', 'person_deleted'],
  restartsWhileWaitingAt: 'wait-1',
  // After the last reminder, which says that it is the last one of these goods.
  renewsAt: ['banner'],
  first: 'wait-1',
  steps: [
    pauseStep('wait-1', HOUR, 'mail-1'),
    newsStep('mail-1', 'basket-reminder-1', 'wait-2'),
    pauseStep('wait-2', 23 * HOUR, 'mail-2'),
    newsStep('mail-2', 'cart-questions', 'wait-3'),
    pauseStep('wait-3', DAY, 'banner-first'),
    { id: 'banner-first', kind: 'banner', template: 'basket-banner', forMs: DAY, next: 'offer' },
    openOfferStep('offer', { next: 'mail-3-offer', otherwise: 'mail-3' }),
    newsStep('mail-3', 'basket-reminder-2', 'banner'),
    newsStep('mail-3-offer', 'cart-offer', 'banner'),
    { id: 'banner', kind: 'banner', template: 'basket-banner', forMs: 7 * DAY, next: 'end' },
    endStep('end', 'not_recovered'),
  ],
};

export const abandonedCartJourney: GalleryJourney = {
  journey: abandonedCart,
  isStarter: true,
  card: {
    does: 'Brings back people who left something in their cart or checkout.',
    when: '1, 24 and 72 hours after the cart was left; from 48 hours on a banner on the next visit.',
    forWhom: 'Subscribers with an open cart. It ends with an order or an emptied cart.',
    stage: 'cart',
    themes: ['help', 'answer'],
    aim: 'sell',
    nextStep: 'Go back to the cart',
  },
};
