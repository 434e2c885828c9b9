import type { Node } from '#tests/store/graphql/node.ts';
import { gid, type Collection, type Product } from '../../shop-records.ts';
import { connection, type ListRules, type PageArgs } from '../connection.ts';
import type { ApiContext } from '../execute.ts';
import { instant } from './values.ts';

export const collectionRules: ListRules<Collection> = {
  search: {
    default: ({ title }) => title,
    title: ({ title }) => title,
    updated_at: ({ updatedAt }) => updatedAt,
  },
  sort: { UPDATED_AT: ({ updatedAt }) => updatedAt, TITLE: ({ title }) => title },
};

/** The merchant's own order is not stored here; no test needs it. */
const inside: ListRules<Product> = { sort: { COLLECTION_DEFAULT: () => '' } };

export function collectionNode({ books, node }: ApiContext, collection: Collection): Node {
  const products = collection.productIds.flatMap((id) => books.products.get(id) ?? []);
  return {
    __typename: 'Collection',
    id: gid('Collection', collection.id),
    legacyResourceId: collection.id,
    title: collection.title,
    handle: collection.handle,
    updatedAt: instant(collection.updatedAt),
    products: (args: PageArgs) =>
      connection(products, args, ({ id }) => node('Product', id), inside),
  };
}
