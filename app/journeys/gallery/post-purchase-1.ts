import { DAY } from '#app/lib/duration.ts';
import type { Journey } from '../definition.ts';

/** The first version, without a banner at the end. Kept for the people who entered it. */
export const postPurchase1: Journey = {
  key: 'post-purchase',
  name: 'After the purchase',
  purpose:
    'Thanks buyers, helps them with what they bought and asks for a review once they have it.',
  version: 1,
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
    { id: 'review', kind: 'email', template: 'review-request', class: 'marketing', next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
    { id: 'never-sent', kind: 'exit', reason: 'not_shipped' },
  ],
};
