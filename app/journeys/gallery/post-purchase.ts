import { DAY } from '#app/lib/duration.ts';
import type { Journey } from '../definition.ts';
import type { GalleryJourney } from './gallery-journey.ts';

/**
 * Thanks and care are about the goods that were bought and go to every buyer; asking for a review is
 * marketing and goes to subscribers only. Buyers who come back later see in the shop what goes with it.
 * Orders that no buyer waits for have none of it: what was taken along from the till, renewals of subscriptions (the
 * order that began one has) and replacements. Care counts from the parcel and shows what was in it; a parcel that
 * leaves later is asked about on its own.
 */
export const postPurchase: Journey = {
  key: 'post-purchase',
  name: 'After the purchase',
  purpose:
    'Thanks buyers, helps them with what they bought, asks for a review and shows what goes with it.',
  version: 3,
  trigger: {
    events: ['order.placed'],
    subject: 'order',
    except: ['till', 'renewal', 'replacement'],
  },
  entry: { all: [] },
  exitReasons: ['order_cancelled', 'order_refunded', 'person_deleted'],
  restartsWhileWaitingAt: null,
  first: 'thanks',
  steps: [
    {
      id: 'thanks',
      kind: 'email',
      template: 'order-thanks',
      class: 'transactional',
      next: 'until-sent',
    },
    {
      id: 'until-sent',
      kind: 'wait_for',
      events: ['order.shipped', 'order.delivered'],
      maxMs: 21 * DAY,
      next: 'wait-care',
      timeout: 'never-sent',
    },
    { id: 'wait-care', kind: 'wait', ms: 3 * DAY, next: 'care' },
    {
      id: 'care',
      kind: 'email',
      template: 'order-care',
      class: 'transactional',
      about: 'parcel',
      next: 'until-rest',
    },
    {
      id: 'until-rest',
      kind: 'wait_for',
      events: ['order.shipped', 'order.delivered'],
      maxMs: 7 * DAY,
      next: 'wait-care-rest',
      timeout: 'review',
    },
    { id: 'wait-care-rest', kind: 'wait', ms: 3 * DAY, next: 'care-rest' },
    {
      id: 'care-rest',
      kind: 'email',
      template: 'order-care',
      class: 'transactional',
      about: 'parcel',
      next: 'wait-review',
    },
    { id: 'wait-review', kind: 'wait', ms: 7 * DAY, next: 'review' },
    {
      id: 'review',
      kind: 'email',
      template: 'review-request',
      class: 'marketing',
      next: 'wait-banner',
    },
    { id: 'wait-banner', kind: 'wait', ms: 7 * DAY, next: 'banner' },
    { id: 'banner', kind: 'banner', template: 'goes-with-banner', forMs: 30 * DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
    { id: 'never-sent', kind: 'exit', reason: 'not_shipped' },
  ],
};

export const postPurchaseJourney: GalleryJourney = {
  journey: postPurchase,
  isStarter: true,
  card: {
    does: 'Thanks buyers, checks that all arrived well, asks for a review and shows what goes with it.',
    when: 'At once, 3 days after the parcel left, 7 days later, then a banner on the next visit.',
    forWhom: 'Every buyer; the request for a review goes to subscribers only.',
    stage: 'after_order',
    themes: ['help', 'proof'],
    aim: 'teach',
    nextStep: 'Write a review',
  },
};
