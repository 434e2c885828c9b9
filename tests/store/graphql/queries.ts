import { gid, idFromGid } from '../shop-records.ts';
import { nodeOf } from './api-context.ts';
import { bulkOperationNode } from './bulk-operations.ts';
import { connection, type PageArgs } from './connection.ts';
import type { ApiContext } from './execute.ts';
import type { Node } from './node.ts';
import { discountQueries } from './mutations/discounts.ts';
import { webPixelNode } from './mutations/web-pixels.ts';
import { abandonedCheckouts } from './nodes/abandoned-checkout.ts';
import { companyRules } from './nodes/company.ts';
import { collectionRules } from './nodes/collection.ts';
import { customerRules } from './nodes/customer.ts';
import { orderRules } from './nodes/order.ts';
import { productRules } from './nodes/product.ts';
import { segmentQueries } from './segments.ts';

type ById = { id: string };

/** `read_orders` reaches so far back; `read_all_orders` lifts it. */
const ORDER_HISTORY_MS = 60 * 24 * 3_600_000;

/** What can be asked of the Admin API here. */
export function queryRoot(context: ApiContext): Node {
  const { books, scopes, node } = context;
  const byId =
    (type: string) =>
    ({ id }: ById) =>
      idFromGid(type, id) === undefined ? null : nodeOf(context, id);
  return {
    shop: () => node('Shop', books.identity.id),
    currentAppInstallation: () => node('AppInstallation', books.identity.id),
    node: ({ id }: ById) => nodeOf(context, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeOf(context, id)),
    customer: byId('Customer'),
    customers: (args: PageArgs) =>
      connection(books.customers.values(), args, ({ id }) => node('Customer', id), customerRules),
    customerByIdentifier: ({
      identifier,
    }: {
      identifier: { id?: string; emailAddress?: string };
    }) => {
      const known = books.customersByEmail.get(identifier.emailAddress?.toLowerCase() ?? '');
      const id = identifier.id ?? (known === undefined ? undefined : gid('Customer', known));
      return id === undefined ? null : nodeOf(context, id);
    },
    bulkOperation: byId('BulkOperation'),
    bulkOperations: (args: PageArgs) =>
      connection(context.bulk.operations.values(), args, bulkOperationNode, {
        search: { created_at: ({ createdAt }) => createdAt, status: ({ status }) => status },
        sort: { CREATED_AT: ({ createdAt }) => createdAt },
      }),
    order: byId('Order'),
    orders: (args: PageArgs) => {
      const since = scopes.includes('read_all_orders') ? 0 : books.clock.now() - ORDER_HISTORY_MS;
      const visible = [...books.orders.values()].filter(({ createdAt }) => createdAt >= since);
      return connection(visible, args, ({ id }) => node('Order', id), orderRules);
    },
    abandonedCheckouts: (args: PageArgs) => abandonedCheckouts(books, args),
    product: byId('Product'),
    products: (args: PageArgs) =>
      connection(books.products.values(), args, ({ id }) => node('Product', id), productRules),
    productsCount: () => ({ count: books.products.size, precision: 'EXACT' }),
    collections: (args: PageArgs) =>
      connection(
        books.collections.values(),
        args,
        ({ id }) => node('Collection', id),
        collectionRules,
      ),
    productVariant: byId('ProductVariant'),
    productVariants: (args: PageArgs) =>
      connection(
        books.products.values(),
        args,
        ({ variantId }) => node('ProductVariant', variantId),
        productRules,
      ),
    inventoryItem: byId('InventoryItem'),
    company: byId('Company'),
    companies: (args: PageArgs) =>
      connection(books.companies.values(), args, ({ id }) => node('Company', id), companyRules),
    companyContact: byId('CompanyContact'),
    companyLocation: byId('CompanyLocation'),
    draftOrder: byId('DraftOrder'),
    webPixel: () => webPixelNode(books),
    ...segmentQueries(books),
    ...discountQueries(books),
  };
}
