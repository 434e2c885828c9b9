import type { CartSnapshot, OrderSnapshot } from '#app/events/event.ts';
import { cartKey, type CartFact } from './facts.ts';

/** An order, as far as it says what it was made from. */
export type OrderOrigin = Pick<
  OrderSnapshot,
  'orderId' | 'placedAt' | 'cartToken' | 'checkoutToken'
>;

/** The cart and the checkout that an order was made from, as far as it says. */
export function originsOf({
  cartToken,
  checkoutToken,
}: Pick<OrderOrigin, 'cartToken' | 'checkoutToken'>): Pick<CartSnapshot, 'kind' | 'token'>[] {
  return [
    ...(cartToken === null ? [] : [{ kind: 'cart' as const, token: cartToken }]),
    ...(checkoutToken === null ? [] : [{ kind: 'checkout' as const, token: checkoutToken }]),
  ];
}

/** Ties the cart and checkout that an order came from to it, so that no shopper gets a reminder of what they bought. */
export function linkOrderedCarts(
  facts: { carts: Map<string, CartFact> },
  order: OrderOrigin,
  profileId: string,
): void {
  for (const { kind, token } of originsOf(order)) {
    const known = facts.carts.get(cartKey(kind, token));
    if (known && isBoughtLater(known, order)) continue;
    const cart = known ?? { kind, token, profileId, snapshot: null };
    const bought = { orderId: order.orderId, orderedAt: order.placedAt };
    facts.carts.set(cartKey(kind, token), { ...cart, ...bought });
  }
}

/** Of several orders from one cart the newest counts; of two at one moment the one with the greater id. */
function isBoughtLater({ orderId, orderedAt }: CartFact, order: OrderOrigin): boolean {
  if (orderId === null || orderedAt === null) return false;
  if (orderedAt !== order.placedAt) return orderedAt > order.placedAt;
  return orderId > order.orderId;
}
