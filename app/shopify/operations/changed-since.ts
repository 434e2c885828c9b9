import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { shopDomains } from './shop-domains.ts';

/** Of what it can be asked whether it changed. */
export const WATCHED = ['products', 'collections', 'customers', 'orders'] as const;
type Watched = (typeof WATCHED)[number];

/** Which kinds changed, and how many products there are: a deletion changes nothing else. */
export type Changed = Record<Watched, boolean> & {
  productCount: number;
  /** Those of the orders asked about that there are, as global ids. */
  foundOrders: ReadonlySet<string>;
  /** Where the shop's pages are now, and whether its prices include tax. */
  storefront: { url: string; hosts: string[]; taxesIncluded: boolean };
};

const nodes = z
  .object({ nodes: z.array(z.object({ id: z.string() })) })
  .transform(({ nodes: found }) => found.length > 0);

const operation: Operation<Changed> = {
  name: 'ChangedSince',
  text: `#graphql
    query ChangedSince($customers: String!, $orders: String!, $products: String!, $collections: String!, $known: [ID!]!) {
      customers(first: 1, query: $customers) { nodes { id } }
      orders(first: 1, query: $orders) { nodes { id } }
      products(first: 1, query: $products) { nodes { id } }
      collections(first: 1, query: $collections) { nodes { id } }
      productsCount(limit: null) { count }
      nodes(ids: $known) { id }
      shop { primaryDomain { url } domains { host } taxesIncluded }
    }`,
  responseSchema: z
    .object({
      customers: nodes,
      orders: nodes,
      products: nodes,
      collections: nodes,
      productsCount: z.object({ count: z.number() }),
      nodes: z.array(z.object({ id: z.string() }).nullable()),
      shop: z.object({
        primaryDomain: z.object({ url: z.url() }),
        domains: shopDomains,
        taxesIncluded: z.boolean(),
      }),
    })
    .transform(({ productsCount: { count }, shop, nodes: known, ...changed }) => ({
      ...changed,
      productCount: count,
      foundOrders: new Set(known.flatMap((one) => one?.id ?? [])),
      storefront: {
        url: shop.primaryDomain.url,
        hosts: shop.domains,
        taxesIncluded: shop.taxesIncluded,
      },
    })),
};

/**
 * Whether anything of each kind was updated from a moment on, and which of some orders there still are: a deletion
 * changes nothing that could be asked for. One cheap request.
 * @param since epoch milliseconds, by kind
 * @param known global ids of orders
 */
export async function changedSince(
  admin: AdminClient,
  since: Record<Watched, number>,
  known: readonly string[],
): Promise<AdminOutcome<Changed>> {
  const from = (moment: number) => `updated_at:>='${new Date(moment).toISOString()}'`;
  return await admin.run(operation, {
    customers: from(since.customers),
    orders: from(since.orders),
    products: from(since.products),
    collections: from(since.collections),
    known,
  });
}
