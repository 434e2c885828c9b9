import { personOf } from '#tests/fixtures/orders/people.ts';
import { productIds } from '#tests/fixtures/orders/products.ts';
import type { Invoice, InvoiceLine } from '#tests/fixtures/orders/read-invoices.ts';
import { createCustomer } from './customers.ts';
import { placeOrder, refundOrder } from './orders.ts';
import type { ShopBooks } from './shop-books.ts';
import type { LineItem, Order, Refund, ShopifyId } from './shop-records.ts';

export type Replayed =
  | { kind: 'order'; order: Order }
  | { kind: 'refund'; refund: Refund }
  | { kind: 'nothing'; why: 'no goods sold' | 'nothing to cancel' };

/**
 * Lets a recorded invoice happen at its own time (or `at`): an order, its customer when new, or for a
 * cancellation the refund of the same goods. Leaves the stock alone, which the record does not hold.
 */
export function replayInvoice(
  books: ShopBooks,
  invoice: Invoice,
  when: { at?: number } = {},
): Replayed {
  const at = when.at ?? invoice.at;
  if (invoice.cancellation) return cancelGoods(books, invoice, at);
  const lines = invoice.lines
    .filter((line) => line.quantity > 0 && line.unitPriceMinor > 0)
    .map((line) => lineItem(books, line));
  if (lines.length === 0) return { kind: 'nothing', why: 'no goods sold' };
  const order = placeOrder(books, {
    customerId:
      invoice.customerId === undefined
        ? undefined
        : customerFor(books, invoice.customerId, invoice.country, at),
    lines,
    sourceName: invoice.customerId === undefined ? 'pos' : 'web',
    stock: 'leave',
    at,
  });
  return { kind: 'order', order };
}

function customerFor(
  books: ShopBooks,
  customerNumber: string,
  country: string,
  at: number,
): ShopifyId {
  const person = personOf(customerNumber, country);
  return books.customersByEmail.get(person.email) ?? createCustomer(books, { ...person, at }).id;
}

function lineItem(books: ShopBooks, line: InvoiceLine): LineItem {
  const { id, variantId } = productIds(line.sku);
  return {
    id: books.ids.next(),
    productId: id,
    variantId,
    sku: line.sku,
    title: books.products.get(id)?.title ?? line.description,
    vendor: 'Tendril Demo Goods',
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
  };
}

/** Refunds the newest order of the customer that holds the first cancelled article. */
function cancelGoods(books: ShopBooks, invoice: Invoice, at: number): Replayed {
  const nothing: Replayed = { kind: 'nothing', why: 'nothing to cancel' };
  if (invoice.customerId === undefined) return nothing;
  const customerId = books.customersByEmail.get(
    personOf(invoice.customerId, invoice.country).email,
  );
  const orderIds =
    customerId === undefined ? [] : (books.customers.get(customerId)?.orderIds ?? []);
  for (const orderId of orderIds.toReversed()) {
    const order = books.orders.get(orderId);
    const lines = order ? goodsToReturn(order, invoice) : [];
    if (order && lines.length > 0)
      return { kind: 'refund', refund: refundOrder(books, order.id, { lines, at }) };
  }
  return nothing;
}

function goodsToReturn(order: Order, invoice: Invoice): Refund['lines'] {
  const returned = new Set(
    order.refunds.flatMap((refund) => refund.lines.map(({ lineItemId }) => lineItemId)),
  );
  return invoice.lines.flatMap((cancelled) => {
    const line = order.lines.find(({ sku, id }) => sku === cancelled.sku && !returned.has(id));
    return line
      ? [{ lineItemId: line.id, quantity: Math.min(line.quantity, Math.abs(cancelled.quantity)) }]
      : [];
  });
}
