import type { CartSnapshot, OrderSnapshot } from '#app/events/event.ts';
import { cartStanding, type CartStanding } from './cart-standing.ts';

/** A cart or checkout with what the rule about orders asks, as statements name it; without a row all is null. */
export type CartColumns = {
  /** The cart or checkout itself. */
  cart: CartSnapshot | null;
  cart_order_id: string | null;
  cart_ordered_at: number | null;
  /** The cart that a checkout was made from. */
  base: CartSnapshot | null;
  base_order_id: string | null;
  base_ordered_at: number | null;
  /** What the person ordered since an hour before the last change. */
  orders: OrderSnapshot[];
};

/** How a cart that was read from the database stands. What it was made from counts only beside it. */
export function standingOfRow(row: CartColumns): CartStanding {
  const facts = [
    { snapshot: row.cart, orderId: row.cart_order_id, orderedAt: row.cart_ordered_at },
    { snapshot: row.base, orderId: row.base_order_id, orderedAt: row.base_ordered_at },
  ];
  return cartStanding(row.cart === null ? facts.slice(0, 1) : facts, row.orders);
}
