import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Journey } from '../definition.ts';

/**
 * Version 2: help first, then a last reminder, then a banner on the next visit. Kept for the people who entered it. However
 * many carts a person leaves, there is one reminder at a time, about the newest.
 */
export const abandonedCart2: Journey = {
  key: 'abandoned-basket',
  name: 'Abandoned cart',
  purpose: 'Brings back people who left something in their cart or checkout.',
  version: 2,
  trigger: { events: ['cart.changed', 'checkout.changed'], subject: 'basket', onePer: 'person' },
  entry: { all: [] },
  exitReasons: ['ordered', 'basket_emptied', 'checkout_deleted', 'person_deleted'],
  restartsWhileWaitingAt: 'wait-1',
  // After the last reminder, which says that it is the last one of these goods.
  renewsAt: ['wait-3', 'banner'],
  first: 'wait-1',
  steps: [
    { id: 'wait-1', kind: 'wait', ms: HOUR, next: 'mail-1' },
    {
      id: 'mail-1',
      kind: 'email',
      template: 'basket-reminder-1',
      class: 'marketing',
      next: 'wait-2',
    },
    { id: 'wait-2', kind: 'wait', ms: 23 * HOUR, next: 'mail-2' },
    {
      id: 'mail-2',
      kind: 'email',
      template: 'basket-reminder-2',
      class: 'marketing',
      next: 'wait-3',
    },
    { id: 'wait-3', kind: 'wait', ms: DAY, next: 'banner' },
    { id: 'banner', kind: 'banner', template: 'basket-banner', forMs: 7 * DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'not_recovered' },
  ],
};
