import { MINUTE } from '#app/lib/duration.ts';
import { isSubscribed } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep } from './gallery-steps.ts';

/** Who looked at something, or had it in the cart, hears when it can be ordered again; skipped when that is over. */
export const backInStockJourney: GalleryJourney = {
  journey: {
    key: 'back-in-stock',
    name: 'Back in stock',
    purpose: 'Writes to people who wanted a product as soon as it can be ordered again.',
    version: 1,
    trigger: { events: ['product.restocked'], subject: 'person' },
    reentry: { per: 'event', atOnce: 3 },
    entry: { all: [isSubscribed] },
    exitReasons: ['ordered', 'person_deleted'],
    priority: 4,
    restartsWhileWaitingAt: null,
    first: 'wait',
    steps: [
      // A count that is corrected at once is no delivery.
      pauseStep('wait', 15 * MINUTE, 'mail'),
      newsStep('mail', 'back-in-stock', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Writes as soon as a product that was sold out can be ordered again.',
    when: '15 minutes after it is back, and only while it is in stock.',
    forWhom: 'Subscribers who looked at it, or had it in the cart, in the last 60 days.',
    stage: 'browsing',
    themes: ['help'],
    aim: 'sell',
    nextStep: 'Order it while it is there',
  },
};
