import type { ShopBooks } from '../shop-books.ts';
import { gid, linesTotal, type DraftOrder, type LineItem } from '../shop-records.ts';
import { embeddedCustomer } from './customer.ts';
import { amount, idNumber, shopTime, type Payload } from './values.ts';

/** draft_orders/create and draft_orders/update. */
export function draftOrderPayload(books: ShopBooks, draft: DraftOrder): Payload {
  const customer = draft.customerId === null ? undefined : books.customers.get(draft.customerId);
  const total = amount(linesTotal(draft.lines));
  return {
    id: idNumber(draft.id),
    admin_graphql_api_id: gid('DraftOrder', draft.id),
    name: draft.name,
    note: draft.note,
    email: draft.email,
    status: 'open',
    taxes_included: true,
    tax_exempt: false,
    currency: books.identity.currency,
    created_at: shopTime(books, draft.createdAt),
    updated_at: shopTime(books, draft.updatedAt),
    invoice_sent_at: null,
    completed_at: null,
    'b2b?': draft.purchasingCompany !== null,
    invoice_url: `${books.storefrontUrl()}/invoices/${draft.id}`,
    order_id: null,
    api_client_id: null,
    applied_discount: null,
    shipping_line: null,
    tax_lines: [],
    tags: draft.tags.join(', '),
    note_attributes: [],
    total_price: total,
    subtotal_price: total,
    total_tax: amount(0),
    payment_terms: null,
    shipping_address: null,
    billing_address: null,
    line_items: draft.lines.map(draftLine),
    customer: customer ? embeddedCustomer(books, customer) : null,
  };
}

function draftLine(line: LineItem): Payload {
  return {
    id: idNumber(line.id),
    admin_graphql_api_id: gid('DraftOrderLineItem', line.id),
    variant_id: idNumber(line.variantId),
    product_id: idNumber(line.productId),
    title: line.title,
    name: line.title,
    variant_title: null,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    requires_shipping: true,
    taxable: true,
    gift_card: false,
    fulfillment_service: 'manual',
    grams: 0,
    tax_lines: [],
    applied_discount: null,
    properties: [],
    custom: false,
    price: amount(line.unitPriceMinor),
  };
}
