import { linesFor, type LineRequest } from './carts.ts';
import { checkoutOf } from './checkouts.ts';
import { customerOf } from './customers.ts';
import { redeemCodes } from './discounts.ts';
import { checkoutPayload } from './payloads/checkout.ts';
import { refundPayload } from './payloads/fulfilment.ts';
import { purchasingSummary } from './payloads/customer.ts';
import { orderPayload } from './payloads/order.ts';
import { emitEvent, type ShopBooks } from './shop-books.ts';
import {
  orderTotal,
  type LineItem,
  type Order,
  type Refund,
  type ShopifyId,
} from './shop-records.ts';
import { takeFromStock } from './stock.ts';

type OrderExtras = {
  discountCodes?: string[];
  discountMinor?: number;
  poNumber?: string;
  tags?: string[];
  /** 'leave' keeps the stock as it is, for orders of the past. */
  stock?: 'take' | 'leave';
  at?: number;
};

/** An order completes a checkout, or has another source (draft, API, replay) with a customer and lines. */
export type OrderInput = OrderExtras &
  (
    | { checkoutToken: string }
    | {
        customerId?: ShopifyId;
        lines: LineRequest[] | LineItem[];
        sourceName?: string;
        purchasingCompany?: NonNullable<Order['purchasingCompany']>;
      }
  );

/** Places a paid order: takes it from stock and emits orders/create and orders/paid, which share one event id. */
export function placeOrder(books: ShopBooks, input: OrderInput): Order {
  const at = input.at ?? books.clock.now();
  const number = books.orders.size + 1;
  const order: Order = {
    id: books.ids.next(),
    number,
    name: `#${1000 + number}`,
    token: books.ids.token(),
    ...('checkoutToken' in input
      ? completedCheckout(books, input.checkoutToken, at)
      : enteredOrder(books, input)),
    discountMinor: 0,
    poNumber: input.poNumber ?? null,
    tags: input.tags ?? [],
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    returnStatus: 'NO_RETURN',
    fulfilments: [],
    refunds: [],
  };
  if (input.discountCodes) order.discountCodes = input.discountCodes;
  const redeemed = redeemCodes(books, order.discountCodes, order.lines);
  order.discountMinor = input.discountMinor ?? redeemed;
  books.orders.set(order.id, order);
  if (order.customerId !== null) customerOf(books, order.customerId).orderIds.push(order.id);
  const event = { at, eventId: books.ids.uuid() };
  books.emit('orders/create', orderPayload(books, order), event);
  books.emit('orders/paid', orderPayload(books, order), event);
  if (order.customerId !== null) {
    const summary = purchasingSummary(books, customerOf(books, order.customerId), at);
    books.emit('customers/purchasing_summary', summary, event);
  }
  if (input.stock !== 'leave') takeFromStock(books, order.lines, at);
  return order;
}

/** Gives money back: the named pieces, or all that is left. Emits refunds/create and orders/updated. */
export function refundOrder(
  books: ShopBooks,
  orderId: ShopifyId,
  input: { lines?: Refund['lines']; note?: string; at?: number } = {},
): Refund {
  const order = orderOf(books, orderId);
  const at = input.at ?? books.clock.now();
  const alreadyBack = order.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  const lines =
    input.lines ?? order.lines.map(({ id, quantity }) => ({ lineItemId: id, quantity }));
  const refund: Refund = {
    id: books.ids.next(),
    createdAt: at,
    note: input.note ?? null,
    lines,
    amountMinor: Math.min(orderTotal(order) - alreadyBack, priceOf(order, lines)),
  };
  order.refunds.push(refund);
  order.updatedAt = at;
  const event = { at, eventId: books.ids.uuid() };
  books.emit('refunds/create', refundPayload(books, order, refund), event);
  books.emit('orders/updated', orderPayload(books, order), event);
  return refund;
}

/** Cancels an order and emits orders/cancelled and orders/updated; a cancelled order stays as it is. */
export function cancelOrder(
  books: ShopBooks,
  orderId: ShopifyId,
  input: { reason?: string; at?: number } = {},
): Order {
  const order = orderOf(books, orderId);
  if (order.cancelledAt !== null) return order;
  const at = input.at ?? books.clock.now();
  order.cancelledAt = at;
  order.cancelReason = input.reason ?? 'customer';
  order.updatedAt = at;
  const event = { at, eventId: books.ids.uuid() };
  books.emit('orders/cancelled', orderPayload(books, order), event);
  books.emit('orders/updated', orderPayload(books, order), event);
  return order;
}

/** Deletes an order and emits orders/delete. */
export function deleteOrder(books: ShopBooks, orderId: ShopifyId, at = books.clock.now()): void {
  const order = orderOf(books, orderId);
  books.orders.delete(orderId);
  if (order.customerId !== null) {
    const customer = customerOf(books, order.customerId);
    customer.orderIds = customer.orderIds.filter((id) => id !== orderId);
  }
  emitEvent(books, 'orders/delete', { id: Number(orderId) }, at);
}

/** A return of an order is asked for, under way or over. Emits orders/updated, which does not say so. */
export function setReturnStatus(
  books: ShopBooks,
  orderId: ShopifyId,
  returnStatus: Order['returnStatus'],
  at = books.clock.now(),
): void {
  const order = orderOf(books, orderId);
  order.returnStatus = returnStatus;
  order.updatedAt = at;
  emitEvent(books, 'orders/updated', orderPayload(books, order), at);
}

/** The order with an id; throws when there is none. */
export function orderOf(books: ShopBooks, id: ShopifyId): Order {
  const order = books.orders.get(id);
  if (!order) throw new Error(`The store has no order ${id}. Take an id from shop.orders.`);
  return order;
}

type Origin = Pick<
  Order,
  | 'cartToken'
  | 'checkoutToken'
  | 'email'
  | 'customerId'
  | 'purchasingCompany'
  | 'lines'
  | 'discountCodes'
  | 'shippingAddress'
  | 'landingSite'
  | 'sourceName'
>;

function completedCheckout(books: ShopBooks, token: string, at: number): Origin {
  const checkout = checkoutOf(books, token);
  if (checkout.completedAt !== null)
    throw new Error(`Checkout ${token} is completed. Start a new one to buy again.`);
  checkout.completedAt = at;
  checkout.updatedAt = at;
  if (checkout.cartToken !== null) books.carts.delete(checkout.cartToken);
  emitEvent(books, 'checkouts/update', checkoutPayload(books, checkout), at);
  return {
    cartToken: checkout.cartToken,
    checkoutToken: checkout.token,
    email: checkout.email,
    customerId: checkout.customerId,
    purchasingCompany: null,
    lines: checkout.lines,
    discountCodes: checkout.discountCodes,
    shippingAddress: checkout.shippingAddress,
    landingSite: checkout.landingSite,
    sourceName: 'web',
  };
}

function enteredOrder(
  books: ShopBooks,
  input: Exclude<OrderInput, { checkoutToken: string }>,
): Origin {
  const customer = input.customerId === undefined ? undefined : customerOf(books, input.customerId);
  return {
    cartToken: null,
    checkoutToken: null,
    email: customer?.email ?? null,
    customerId: customer?.id ?? null,
    purchasingCompany: input.purchasingCompany ?? null,
    lines: input.lines.map((line) => ('id' in line ? line : linesFor(books, [line]))).flat(),
    discountCodes: [],
    shippingAddress: customer?.defaultAddress ?? null,
    landingSite: null,
    sourceName: input.sourceName ?? 'shopify_draft_order',
  };
}

function priceOf(order: Order, lines: Refund['lines']): number {
  return lines.reduce((sum, { lineItemId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineItemId);
    if (!line)
      throw new Error(
        `Order ${order.name} has no line ${lineItemId}. Take an id from order.lines.`,
      );
    return sum + line.unitPriceMinor * quantity;
  }, 0);
}
