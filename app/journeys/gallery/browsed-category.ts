import { DAY } from '#app/lib/duration.ts';
import { hasNoCart, isSubscribed } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep } from './gallery-steps.ts';

/** Help with choosing for who looked at a collection and at no product in it: of a product the other journey speaks. */
export const browsedCategoryJourney: GalleryJourney = {
  journey: {
    key: 'browsed-category',
    name: 'Browsed category',
    purpose: 'Helps subscribers to choose who looked through a collection and left.',
    version: 1,
    trigger: { events: ['collection.viewed'], subject: 'person' },
    reentry: { per: 'person', again: 'after', days: 21, since: 'entry' },
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
      pauseStep('wait', DAY, 'looked'),
      {
        id: 'looked',
        kind: 'branch',
        when: { signal: 'product_viewed', is: 'at_least', times: 1, days: 2 },
        yes: 'end',
        no: 'mail',
      },
      newsStep('mail', 'browsed-collection', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Helps to choose from a collection that was looked through.',
    when: 'A day after the visit, at most every 21 days.',
    forWhom:
      'Subscribers without a cart who looked at no single product. It ends with a cart or an order.',
    stage: 'browsing',
    themes: ['help'],
    aim: 'teach',
    nextStep: 'See the collection again',
  },
};
