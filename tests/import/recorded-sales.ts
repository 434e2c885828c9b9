import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices, type Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import type { StoreProduct } from '#tests/store/shop-records.ts';

/** Shopify's own limit; a few recorded invoices have more. */
const MOST_LINES = 500;
const LOST_SHARE = 0.1;
const LATE_SHARE = 0.05;

/** What an app is granted that imports the whole history of a shop. */
export const HISTORY_SCOPES =
  'read_customers,read_orders,read_all_orders,read_fulfillments,read_products';

export type RecordedSales = { invoices: Invoice[]; products: StoreProduct[] };

/**
 * The first recorded invoices, and the catalogue of what they sold. Their lines are of the catalogue: postage and fees
 * are no products, and the API names no product for them where a webhook repeats an id.
 */
export async function recordedSales(count: number): Promise<RecordedSales> {
  const recorded = (await readInvoices()).slice(0, count);
  const products = productsOf(recorded);
  const skus = new Set(products.map(({ sku }) => sku));
  const invoices = recorded.map((invoice) => ({
    ...invoice,
    lines: invoice.lines.filter(({ sku }) => skus.has(sku)).slice(0, MOST_LINES),
  }));
  return { invoices, products };
}

/** What becomes of the webhook at a place, decided by it alone, so that each run loses the same ones. */
export function webhookOutcome(place: number): 'lost' | 'late' | 'sent' {
  const share = ((place * 7_919) % 1_000) / 1_000;
  if (share < LOST_SHARE) return 'lost';
  return share < LOST_SHARE + LATE_SHARE ? 'late' : 'sent';
}
