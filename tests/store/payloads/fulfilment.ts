import type { ShopBooks } from '../shop-books.ts';
import { gid, type Fulfilment, type Order, type Refund } from '../shop-records.ts';
import { addressPayload } from './customer.ts';
import { orderLine } from './order-line.ts';
import { amount, idNumber, moneySet, shopTime, type Payload } from './values.ts';

/** fulfillments/create and fulfillments/update: the whole order in one parcel. */
export function fulfilmentPayload(books: ShopBooks, order: Order, fulfilment: Fulfilment): Payload {
  const tracking = `LOCAL${fulfilment.id}`;
  return {
    id: idNumber(fulfilment.id),
    admin_graphql_api_id: gid('Fulfillment', fulfilment.id),
    order_id: idNumber(order.id),
    name: `${order.name}.1`,
    status: 'success',
    shipment_status: fulfilment.deliveredAt === null ? null : 'delivered',
    service: null,
    created_at: shopTime(books, fulfilment.createdAt),
    updated_at: shopTime(books, fulfilment.updatedAt),
    location_id: idNumber(books.identity.locationId),
    origin_address: null,
    email: order.email,
    destination: addressPayload(order.shippingAddress),
    tracking_company: 'Royal Mail',
    tracking_number: tracking,
    tracking_numbers: [tracking],
    tracking_url: null,
    tracking_urls: [],
    receipt: {},
    line_items: order.lines.map((line) => orderLine(books, order, line)),
  };
}

/** fulfillment_events/create for a parcel that was delivered. */
export function deliveredPayload(
  books: ShopBooks,
  order: Order,
  fulfilment: Fulfilment,
  at: number,
): Payload {
  const id = books.ids.next();
  const moment = shopTime(books, at);
  return {
    id: idNumber(id),
    admin_graphql_api_id: gid('FulfillmentEvent', id),
    fulfillment_id: idNumber(fulfilment.id),
    order_id: idNumber(order.id),
    shop_id: idNumber(books.identity.id),
    status: 'delivered',
    message: null,
    happened_at: moment,
    created_at: moment,
    updated_at: moment,
    estimated_delivery_at: null,
    address1: order.shippingAddress?.address1 ?? null,
    city: order.shippingAddress?.city ?? null,
    province: null,
    zip: order.shippingAddress?.zip ?? null,
    country: order.shippingAddress?.country ?? null,
    latitude: null,
    longitude: null,
  };
}

/** refunds/create: money and pieces given back, without restocking. */
export function refundPayload(books: ShopBooks, order: Order, refund: Refund): Payload {
  const moment = shopTime(books, refund.createdAt);
  return {
    id: idNumber(refund.id),
    admin_graphql_api_id: gid('Refund', refund.id),
    order_id: idNumber(order.id),
    created_at: moment,
    processed_at: moment,
    note: refund.note,
    user_id: null,
    duties: [],
    total_duties_set: moneySet(books, 0),
    return: null,
    refund_shipping_lines: [],
    restock: false,
    order_adjustments: [],
    refund_line_items: refundLines(books, order, refund),
    transactions: [
      {
        id: idNumber(refund.id),
        admin_graphql_api_id: gid('OrderTransaction', refund.id),
        order_id: idNumber(order.id),
        kind: 'refund',
        gateway: 'bogus',
        status: 'success',
        message: 'Refunded',
        created_at: moment,
        processed_at: moment,
        test: false,
        amount: amount(refund.amountMinor),
        currency: books.identity.currency,
        parent_id: null,
        source_name: 'web',
        receipt: {},
      },
    ],
  };
}

function refundLines(books: ShopBooks, order: Order, refund: Refund): Payload[] {
  return refund.lines.flatMap(({ lineItemId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineItemId);
    if (!line) return [];
    const subtotal = line.unitPriceMinor * quantity;
    return {
      id: idNumber(books.ids.next()),
      quantity,
      line_item_id: idNumber(lineItemId),
      location_id: null,
      restock_type: 'no_restock',
      subtotal: subtotal / 100,
      total_tax: 0,
      subtotal_set: moneySet(books, subtotal),
      total_tax_set: moneySet(books, 0),
      line_item: orderLine(books, order, line),
    };
  });
}
