import { bulkCollections } from './bulk-collections.ts';
import { bulkCompanies } from './bulk-companies.ts';
import { bulkCustomers } from './bulk-customers.ts';
import { bulkOrders } from './bulk-orders.ts';
import { bulkProducts } from './bulk-products.ts';
import type { ImportKind } from './import-run.ts';

const TEXTS: Record<ImportKind, string> = {
  collections: bulkCollections,
  customers: bulkCustomers,
  companies: bulkCompanies,
  orders: bulkOrders,
  products: bulkProducts,
};

/** Stands in the texts for the moment asked for; as it is, it leaves nothing out. */
const BEGINNING = '1970-01-01T00:00:00Z';

/**
 * The query of a bulk operation. Bulk operations take no variables.
 * @param since leaves out what was last updated before, epoch milliseconds; null takes everything
 */
export function bulkQuery(kind: ImportKind, since: number | null): string {
  const text = TEXTS[kind].replace('#graphql', '').trim();
  return since === null ? text : text.replace(BEGINNING, new Date(since).toISOString());
}
