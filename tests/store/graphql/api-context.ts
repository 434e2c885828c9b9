import { GraphQLError } from 'graphql';
import type { ShopBooks } from '../shop-books.ts';
import type { Product, ShopifyId } from '../shop-records.ts';
import { bulkOperationNode, type BulkDesk } from './bulk-operations.ts';
import type { ApiContext } from './execute.ts';
import type { Node } from './node.ts';
import { collectionNode } from './nodes/collection.ts';
import { companyNode, contactNode, locationNode } from './nodes/company.ts';
import { customerNode } from './nodes/customer.ts';
import { draftOrderNode } from './nodes/draft-order.ts';
import { orderNode } from './nodes/order.ts';
import { inventoryItemNode, productNode, variantNode } from './nodes/product.ts';
import { appInstallationNode, shopNode } from './nodes/shop.ts';

/** The store as the API sees it, with the finder of every object by type and id. */
export function apiContext(
  books: ShopBooks,
  scopes: readonly string[],
  bulk: BulkDesk,
): ApiContext {
  const context: ApiContext = {
    books,
    scopes,
    bulk,
    node: (type, id) => (id === null || id === undefined ? null : find(context, type, id)),
  };
  return context;
}

/** Any object by its global id; null when there is none, an error for a text that is no global id. */
export function nodeOf(context: ApiContext, globalId: string): Node | null {
  const [, type, id] = /^gid:\/\/shopify\/(\w+)\/([^/?]+)$/.exec(globalId) ?? [];
  if (type === undefined || id === undefined) {
    throw new GraphQLError(`Invalid global id '${globalId}'`, {
      extensions: { code: 'argumentLiteralsIncompatible' },
    });
  }
  return find(context, type, id);
}

function find(context: ApiContext, type: string, id: ShopifyId): Node | null {
  const { books } = context;
  switch (type) {
    case 'Shop':
      return shopNode(context);
    case 'AppInstallation':
      return appInstallationNode(context);
    case 'Customer':
      return built(context, books.customers.get(id), customerNode);
    case 'Order':
      return built(context, books.orders.get(id), orderNode);
    case 'Product':
      return built(context, books.products.get(id), productNode);
    case 'ProductVariant':
      return built(context, books.productsByVariant.get(id), variantNode);
    case 'InventoryItem':
      return built(context, itemOwner(books, id), inventoryItemNode);
    case 'Collection':
      return built(context, books.collections.get(id), collectionNode);
    case 'Company':
      return built(context, books.companies.get(id), companyNode);
    case 'CompanyContact':
      return built(context, books.companyContacts.get(id), contactNode);
    case 'CompanyLocation':
      return built(context, books.companyLocations.get(id), locationNode);
    case 'BulkOperation':
      return built(context, context.bulk.operations.get(id), (_context, operation) =>
        bulkOperationNode(operation),
      );
    case 'DraftOrder':
      return built(context, books.draftOrders.get(id), draftOrderNode);
    default:
      throw new GraphQLError(`The local store does not implement ${type} nodes yet.`, {
        extensions: { code: 'NOT_IMPLEMENTED' },
      });
  }
}

function built<Item>(
  context: ApiContext,
  item: Item | undefined,
  build: (context: ApiContext, item: Item) => Node,
): Node | null {
  return item === undefined ? null : build(context, item);
}

function itemOwner(books: ShopBooks, inventoryItemId: ShopifyId): Product | undefined {
  return [...books.products.values()].find(
    (product) => product.inventoryItemId === inventoryItemId,
  );
}
