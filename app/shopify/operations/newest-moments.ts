import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

/** Of what it can be asked when Shopify has the newest. */
export type DatedKind = 'orders' | 'checkouts';

const newest = z
  .object({ nodes: z.array(z.object({ at: z.iso.datetime({ offset: true }) })) })
  .transform(({ nodes: [first] }) => (first ? Date.parse(first.at) : null));
const responseSchema = z.object({ found: newest }).transform(({ found }) => found);

const operations: Record<DatedKind, Operation<number | null>> = {
  orders: {
    name: 'NewestOrder',
    text: `#graphql
      query NewestOrder {
        found: orders(first: 1, sortKey: UPDATED_AT, reverse: true) { nodes { at: updatedAt } }
      }`,
    responseSchema,
  },
  checkouts: {
    name: 'NewestCheckout',
    text: `#graphql
      query NewestCheckout {
        found: abandonedCheckouts(first: 1, sortKey: CREATED_AT, reverse: true) { nodes { at: createdAt } }
      }`,
    responseSchema,
  },
};

/**
 * When an order was updated last, or the newest of the checkouts began that Shopify lists, epoch milliseconds; null when there
 * is none. One cheap request.
 */
export async function newestMoment(
  admin: AdminClient,
  kind: DatedKind,
): Promise<AdminOutcome<number | null>> {
  return await admin.run(operations[kind]);
}
