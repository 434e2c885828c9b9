import type { ShopBooks } from '../shop-books.ts';
import { gid, linesTotal, orderTotal, type Order } from '../shop-records.ts';
import { addressPayload, embeddedCustomer } from './customer.ts';
import { fulfilmentPayload } from './fulfilment.ts';
import { orderLine } from './order-line.ts';
import { amount, idNumber, moneySet, shopTime, type Payload } from './values.ts';

/** orders/*: the whole order; `cart_token` and `checkout_token` link it back, null for draft and API orders. */
export function orderPayload(books: ShopBooks, order: Order): Payload {
  const customer = order.customerId === null ? undefined : books.customers.get(order.customerId);
  return {
    id: idNumber(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    app_id: null,
    browser_ip: null,
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    token: order.token,
    client_details: null,
    confirmation_number: null,
    confirmed: true,
    email: order.email,
    contact_email: order.email,
    phone: null,
    currency: books.identity.currency,
    presentment_currency: books.identity.currency,
    customer_locale: 'en',
    device_id: null,
    name: order.name,
    number: order.number,
    order_number: 1000 + order.number,
    order_status_url: `${books.storefrontUrl()}/orders/${order.token}`,
    landing_site: order.landingSite,
    landing_site_ref: null,
    referring_site: null,
    location_id: null,
    note: null,
    note_attributes: [],
    payment_gateway_names: ['bogus'],
    payment_terms: null,
    po_number: order.poNumber,
    reference: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(', '),
    tax_exempt: false,
    test: false,
    user_id: null,
    discount_codes: discountCodes(order),
    discount_applications: [],
    ...times(books, order),
    ...states(order),
    ...totals(books, order),
    customer: customer ? embeddedCustomer(books, customer) : null,
    company: order.purchasingCompany && {
      id: idNumber(order.purchasingCompany.companyId),
      location_id: idNumber(order.purchasingCompany.locationId),
    },
    billing_address: addressPayload(order.shippingAddress),
    shipping_address: addressPayload(order.shippingAddress),
    line_items: order.lines.map((line) => orderLine(books, order, line)),
    line_item_groups: [],
    fulfillments: order.fulfilments.map((fulfilment) =>
      fulfilmentPayload(books, order, fulfilment),
    ),
    refunds: order.refunds.map((refund) => ({
      id: idNumber(refund.id),
      order_id: idNumber(order.id),
    })),
    returns: [],
    shipping_lines: [],
    tax_lines: [],
  };
}

/** paid, partially_refunded or refunded, by what was given back. */
export function financialStatus(order: Order): 'paid' | 'partially_refunded' | 'refunded' {
  const refunded = order.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  if (refunded === 0) return 'paid';
  return refunded < orderTotal(order) ? 'partially_refunded' : 'refunded';
}

function states(order: Order): Payload {
  return {
    financial_status: financialStatus(order),
    fulfillment_status: order.fulfilments.length > 0 ? 'fulfilled' : null,
    cancel_reason: order.cancelReason,
    buyer_accepts_marketing: false,
  };
}

function times(books: ShopBooks, order: Order): Payload {
  const cancelled = order.cancelledAt === null ? null : shopTime(books, order.cancelledAt);
  return {
    created_at: shopTime(books, order.createdAt),
    processed_at: shopTime(books, order.createdAt),
    updated_at: shopTime(books, order.updatedAt),
    cancelled_at: cancelled,
    closed_at: cancelled,
  };
}

function discountCodes(order: Order): Payload[] {
  return order.discountCodes.map((code, index) => ({
    code,
    amount: amount(index === 0 ? order.discountMinor : 0),
    type: 'fixed_amount',
  }));
}

function totals(books: ShopBooks, order: Order): Payload {
  const lines = linesTotal(order.lines);
  const total = orderTotal(order);
  const refunded = order.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  const sums = {
    subtotal_price: total,
    total_price: total,
    total_line_items_price: lines,
    total_discounts: order.discountMinor,
    total_tax: 0,
    current_subtotal_price: total - refunded,
    current_total_price: total - refunded,
    current_total_discounts: order.discountMinor,
    current_total_tax: 0,
  };
  const withSets = Object.entries(sums).flatMap(([name, minor]): [string, unknown][] => [
    [name, amount(minor)],
    [`${name}_set`, moneySet(books, minor)],
  ]);
  return {
    ...Object.fromEntries<unknown>(withSets),
    total_shipping_price_set: moneySet(books, 0),
    total_outstanding: amount(0),
    total_tip_received: amount(0),
    total_weight: 0,
    taxes_included: true,
    duties_included: false,
    estimated_taxes: false,
    current_total_duties_set: null,
    original_total_duties_set: null,
  };
}
