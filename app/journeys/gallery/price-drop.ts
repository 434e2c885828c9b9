import { HOUR } from '#app/lib/duration.ts';
import { isRetail, isSubscribed } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep } from './gallery-steps.ts';

/** A lower price for something that a person looked at or had in the cart; the email shows the price of that moment. */
export const priceDropJourney: GalleryJourney = {
  journey: {
    key: 'price-drop',
    name: 'Price drop',
    purpose: 'Writes to people who wanted a product when its price goes down.',
    version: 1,
    trigger: { events: ['product.reduced'], subject: 'person' },
    reentry: { per: 'person', again: 'after', days: 7, since: 'entry' },
    entry: { all: [isSubscribed, isRetail] },
    exitReasons: ['ordered', 'person_deleted'],
    priority: 2,
    restartsWhileWaitingAt: null,
    first: 'wait',
    steps: [
      // Prices that are mistyped are corrected within the hour.
      pauseStep('wait', HOUR, 'mail'),
      newsStep('mail', 'price-drop', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Writes when the price of a product goes down that was looked at.',
    when: 'An hour after the price went down by 5 percent or more; once a week at most.',
    forWhom:
      'Subscribers who looked at it, or had it in the cart, in the last 60 days, no traders.',
    stage: 'browsing',
    themes: ['offer'],
    aim: 'sell',
    nextStep: 'See the product at its new price',
  },
};
