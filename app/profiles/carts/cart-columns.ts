import type { CartSnapshot, OrderSnapshot } from '#app/events/event.ts';
import { SECOND } from '#app/lib/duration.ts';
import { cartStanding, ECHO_MS, MOST_ORDERS, type CartStanding } from './cart-standing.ts';

/** A cart or checkout with what the rule about orders needs, as statements name it; without a row all is null. */
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

/**
 * These columns in SQL. Stands where `base` is the cart that a checkout was made from, or the nulls of a left join, and
 * the shop is $1.
 * @param cart the name of the row of the cart or checkout itself
 */
export function cartColumns(cart: string): string {
  return `${cart}.snapshot as cart, ${cart}.order_id as cart_order_id, ${cart}.ordered_at as cart_ordered_at,
         base.snapshot as base, base.order_id as base_order_id, base.ordered_at as base_ordered_at,
         array(select since.snapshot from purchase since
           where since.shop_id = $1 and since.profile_id = ${cart}.profile_id
             and since.placed_at >= ${cart}.updated_at - make_interval(secs => ${String(ECHO_MS / SECOND)})
           order by since.placed_at desc limit ${String(MOST_ORDERS)}) as orders`;
}

/** The standing of a cart that was read from the database. What it was made from counts only beside it. */
export function standingOfRow(row: CartColumns): CartStanding {
  const facts = [
    { snapshot: row.cart, orderId: row.cart_order_id, orderedAt: row.cart_ordered_at },
    { snapshot: row.base, orderId: row.base_order_id, orderedAt: row.base_ordered_at },
  ];
  return cartStanding(row.cart === null ? facts.slice(0, 1) : facts, row.orders);
}
