import { HOUR } from '#app/lib/duration.ts';
import { hasNoCart, isSubscribed } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep } from './gallery-steps.ts';

/** One email about a product that a subscriber looked at and left; who has it in the cart is reminded of that instead. */
export const browsedProductJourney: GalleryJourney = {
  journey: {
    key: 'browsed-product',
    name: 'Browsed product',
    purpose: 'Answers the questions of subscribers who looked at a product and left.',
    version: 1,
    trigger: { events: ['product.viewed'], subject: 'person' },
    reentry: { per: 'person', again: 'after', days: 14, since: 'entry' },
    entry: { all: [isSubscribed, hasNoCart] },
    exitReasons: ['ordered', 'person_deleted'],
    exitConditions: [
      { segment: 'cart_starter', kind: 'entered' },
      { segment: 'checkout_starter', kind: 'entered' },
    ],
    priority: 2,
    restartsWhileWaitingAt: null,
    first: 'wait',
    steps: [
      pauseStep('wait', 4 * HOUR, 'mail'),
      newsStep('mail', 'browsed-product', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Asks whether there are questions about a product that was looked at.',
    when: '4 hours after the visit, at most every 14 days, and only while it is in stock.',
    forWhom: 'Subscribers without a cart. It ends with a cart or an order.',
    stage: 'browsing',
    themes: ['answer'],
    aim: 'teach',
    nextStep: 'See the product again',
  },
};
