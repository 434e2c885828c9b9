import type { ShopBooks } from '../shop-books.ts';
import { linesTotal, type Checkout, type LineItem } from '../shop-records.ts';
import { addressPayload, embeddedCustomer } from './customer.ts';
import { amount, idNumber, shopTime, type Payload } from './values.ts';

/** checkouts/create and checkouts/update: since 2026-04 without an id, so `token` is the key. */
export function checkoutPayload(books: ShopBooks, checkout: Checkout): Payload {
  const customer =
    checkout.customerId === null ? undefined : books.customers.get(checkout.customerId);
  const total = amount(linesTotal(checkout.lines));
  return {
    token: checkout.token,
    cart_token: checkout.cartToken,
    email: checkout.email,
    gateway: null,
    buyer_accepts_marketing: checkout.acceptsMarketing,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    created_at: shopTime(books, checkout.createdAt),
    updated_at: shopTime(books, checkout.updatedAt),
    completed_at: checkout.completedAt === null ? null : shopTime(books, checkout.completedAt),
    closed_at: null,
    landing_site: checkout.landingSite,
    referring_site: null,
    note: null,
    note_attributes: [],
    shipping_lines: [],
    tax_lines: [],
    taxes_included: true,
    total_weight: 0,
    currency: books.identity.currency,
    presentment_currency: books.identity.currency,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: checkout.phone,
    customer_locale: 'en',
    line_items: checkout.lines.map(checkoutLine),
    name: `#${checkout.token.slice(-8)}`,
    source: null,
    source_name: 'web',
    abandoned_checkout_url: checkout.abandonedCheckoutUrl,
    discount_codes: checkout.discountCodes.map((code) => ({
      code,
      amount: amount(0),
      type: 'percentage',
    })),
    total_discounts: amount(0),
    total_line_items_price: total,
    total_price: total,
    total_tax: amount(0),
    subtotal_price: total,
    total_duties: null,
    reservation_token: null,
    billing_address: addressPayload(checkout.shippingAddress),
    shipping_address: addressPayload(checkout.shippingAddress),
    ...(customer ? { customer: embeddedCustomer(books, customer) } : {}),
  };
}

function checkoutLine(line: LineItem): Payload {
  return {
    applied_discounts: [],
    discount_allocations: [],
    key: line.id,
    fulfillment_service: 'manual',
    gift_card: false,
    grams: 0,
    presentment_title: line.title,
    presentment_variant_title: '',
    product_id: idNumber(line.productId),
    properties: null,
    quantity: line.quantity,
    requires_shipping: true,
    sku: line.sku,
    tax_lines: [],
    taxable: true,
    title: line.title,
    variant_id: idNumber(line.variantId),
    variant_title: '',
    variant_price: amount(line.unitPriceMinor),
    vendor: line.vendor,
    user_id: null,
    rank: null,
    compare_at_price: null,
    line_price: amount(line.unitPriceMinor * line.quantity),
    price: amount(line.unitPriceMinor),
  };
}
