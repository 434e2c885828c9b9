import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../answer.ts';

export type Changed = { customers: boolean; orders: boolean; products: boolean };

const nodes = z.object({ nodes: z.array(z.object({ id: z.string() })) });

const operation: Operation<Changed> = {
  name: 'ChangedSince',
  text: `#graphql
    query ChangedSince($customers: String!, $orders: String!, $products: String!) {
      customers(first: 1, query: $customers) { nodes { id } }
      orders(first: 1, query: $orders) { nodes { id } }
      products(first: 1, query: $products) { nodes { id } }
    }`,
  answer: z
    .object({ customers: nodes, orders: nodes, products: nodes })
    .transform(({ customers, orders, products }) => ({
      customers: customers.nodes.length > 0,
      orders: orders.nodes.length > 0,
      products: products.nodes.length > 0,
    })),
};

/**
 * Whether anything of each kind was updated from a moment on; one cheap request.
 * @param since epoch milliseconds, by kind
 */
export async function changedSince(
  admin: AdminClient,
  since: { customers: number; orders: number; products: number },
): Promise<AdminOutcome<Changed>> {
  const from = (moment: number) => `updated_at:>='${new Date(moment).toISOString()}'`;
  return await admin.run(operation, {
    customers: from(since.customers),
    orders: from(since.orders),
    products: from(since.products),
  });
}
