import type { ShopBooks } from '../shop-books.ts';
import { gid, type LineItem, type Order } from '../shop-records.ts';
import { amount, idNumber, moneySet, type Payload } from './values.ts';

/** A line as orders, fulfilments and refunds write it. */
export function orderLine(
  books: ShopBooks,
  { fulfilments }: Pick<Order, 'fulfilments'>,
  line: LineItem,
): Payload {
  return {
    id: idNumber(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: line.quantity,
    fulfillable_quantity: unsentOf(fulfilments, line),
    fulfillment_service: 'manual',
    fulfillment_status: null,
    gift_card: false,
    grams: 0,
    name: line.title,
    price: amount(line.unitPriceMinor),
    price_set: moneySet(books, line.unitPriceMinor),
    product_exists: true,
    product_id: idNumber(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: true,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: amount(0),
    total_discount_set: moneySet(books, 0),
    variant_id: idNumber(line.variantId),
    variant_inventory_management: 'shopify',
    variant_title: null,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  };
}

/** Pieces that are still to be sent: a fulfilment of this store sends the whole order. */
export function unsentOf(fulfilments: Order['fulfilments'], { quantity }: LineItem): number {
  return fulfilments.length > 0 ? 0 : quantity;
}
