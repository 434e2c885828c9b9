import { DAY } from '#app/lib/duration.ts';
import type { Journey } from '../definition.ts';

/** The second version, with one mail about all parcels and for every order. Kept for the people who entered it. */
export const postPurchase2: Journey = {
  key: 'post-purchase',
  name: 'After the purchase',
  purpose:
    'Thanks buyers, helps them with what they bought, asks for a review and shows what goes with it.',
  version: 2,
  trigger: { events: ['order.placed'], subject: 'order' },
  entry: { all: [] },
  exitReasons: ['order_cancelled', 'person_deleted'],
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
