import type { EventPayload } from '#app/events/event.ts';
import type { ProfileState, Signal } from './profile-state.ts';
import { bounded, mergeBuckets, occurrence } from './signal-buckets.ts';

/**
 * Which signal an event counts for, or null when it is not behaviour.
 * A checkout counts once, at its birth, so it is counted where its fact is first seen, not here.
 */
export function signalOf(event: EventPayload): Signal | null {
  switch (event.kind) {
    case 'page.viewed':
      return 'page_viewed';
    case 'product.viewed':
      return 'product_viewed';
    case 'cart.changed':
      return event.cart.quantity > 0 ? 'cart_changed' : null;
    case 'order.placed':
      return 'order_placed';
    case 'order.cancelled':
      return 'order_cancelled';
    case 'order.refunded':
      return 'refunded';
    case 'mail.sent':
      return 'mail_sent';
    case 'mail.clicked':
      return 'mail_clicked';
    case 'mail.bounced':
      return 'mail_bounced';
    case 'banner.seen':
      return 'banner_seen';
    case 'banner.clicked':
      return 'banner_clicked';
    case 'application.submitted':
      return 'applied';
    case 'consent.changed':
      return event.state === 'unsubscribed' ? 'unsubscribed' : null;
    case 'search.submitted':
      return 'searched';
    case 'support.ticket_opened':
      return 'ticket_opened';
    case 'review.submitted':
      return reviewSignal(event.rating);
    // The pixel sends these beside a page view or a webhook that counts.
    case 'product.added':
    case 'collection.viewed':
    case 'cart.viewed':
    case 'checkout.reached':
    case 'support.ticket_closed':
    case 'custom.happened':
    case 'checkout.changed':
    case 'checkout.deleted':
    case 'order.changed':
    case 'order.tested':
    case 'order.deleted':
    case 'order.shipped':
    case 'order.delivered':
    case 'order.shipment_cancelled':
    case 'customer.changed':
    case 'customer.deleted':
    case 'customer.merged':
    case 'profile.joined':
    case 'visitor.identified':
    case 'customer.summarized':
    case 'person.imported':
    case 'tags.changed':
    case 'company.joined':
    case 'company.left':
    case 'quote.changed':
    case 'banner.dismissed':
    case 'application.approved':
    case 'application.declined':
      return null;
  }
}

/** Four and five stars are praise, one and two are not; three say neither. */
function reviewSignal(rating: number): Signal | null {
  if (rating >= 4) return 'reviewed_well';
  return rating <= 2 ? 'reviewed_badly' : null;
}

/**
 * Counts one more of a signal.
 * @param at when it happened, epoch milliseconds
 * @param times -1 for one that counts no more, and 0 for one that never counted: the moment stays where it is among the
 *   others, so that both come to the same
 */
export function countSignal(
  signals: ProfileState['signals'],
  signal: Signal,
  at: number,
  times: -1 | 0 | 1 = 1,
): ProfileState['signals'] {
  const more = [occurrence(at, times)];
  return bounded({ ...signals, [signal]: mergeBuckets(signals[signal] ?? [], more) });
}
