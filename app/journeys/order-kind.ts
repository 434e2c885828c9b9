import type { EventPayload } from '#app/events/event.ts';

/** Kinds of orders that a journey may leave out. */
export type OrderKind = 'till' | 'renewal' | 'replacement';

/**
 * What kind of order was placed, by the channel it came by; null for an order that a buyer placed to have it sent.
 * - `till`: bought at a point of sale and taken along. What is to be sent from there is an order like any other.
 * - `renewal`: placed by a subscription, after the order that began it.
 * - `replacement`: made by the staff for nothing, as when something broke on its way.
 */
export function orderKindOf(
  placed: Pick<EventPayload & { kind: 'order.placed' }, 'source' | 'isCollected' | 'isFree'>,
): OrderKind | null {
  const { source, isCollected, isFree } = placed;
  if (source === 'pos' && isCollected === true) return 'till';
  if (source === 'subscription_contract') return 'renewal';
  if (source === 'shopify_draft_order' && isFree === true) return 'replacement';
  return null;
}
