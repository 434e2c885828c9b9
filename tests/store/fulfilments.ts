import { orderOf } from './orders.ts';
import { deliveredPayload, fulfilmentPayload } from './payloads/fulfilment.ts';
import { orderPayload } from './payloads/order.ts';
import type { ShopBooks } from './shop-books.ts';
import type { Fulfilment, Order, ShopifyId } from './shop-records.ts';

/** Ships the whole order; emits fulfillments/create, orders/fulfilled and orders/updated of one event. */
export function fulfilOrder(
  books: ShopBooks,
  orderId: ShopifyId,
  when: { at?: number } = {},
): Order {
  const order = orderOf(books, orderId);
  if (order.fulfilments.length > 0) return order;
  const at = when.at ?? books.clock.now();
  const fulfilment: Fulfilment = {
    id: books.ids.next(),
    createdAt: at,
    updatedAt: at,
    deliveredAt: null,
  };
  order.fulfilments.push(fulfilment);
  order.updatedAt = at;
  const event = { at, eventId: books.ids.uuid() };
  books.emit('fulfillments/create', fulfilmentPayload(books, order, fulfilment), event);
  books.emit('orders/fulfilled', orderPayload(books, order), event);
  books.emit('orders/updated', orderPayload(books, order), event);
  return order;
}

/** The parcel arrives (it is shipped first if it was not); emits fulfillment_events/create and fulfillments/update. */
export function deliverOrder(
  books: ShopBooks,
  orderId: ShopifyId,
  when: { at?: number } = {},
): Order {
  const at = when.at ?? books.clock.now();
  const order = fulfilOrder(books, orderId, { at });
  for (const fulfilment of order.fulfilments) {
    if (fulfilment.deliveredAt !== null) continue;
    fulfilment.deliveredAt = at;
    fulfilment.updatedAt = at;
    const event = { at, eventId: books.ids.uuid() };
    books.emit('fulfillment_events/create', deliveredPayload(books, order, fulfilment, at), event);
    books.emit('fulfillments/update', fulfilmentPayload(books, order, fulfilment), event);
  }
  return order;
}
