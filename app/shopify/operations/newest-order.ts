import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { newestSchema } from '../newest-schema.ts';

const operation: Operation<number | null> = {
  name: 'NewestOrder',
  text: `#graphql
    query NewestOrder {
      found: orders(first: 1, sortKey: CREATED_AT, reverse: true) { nodes { at: createdAt } }
    }`,
  responseSchema: newestSchema,
};

/**
 * When the newest order was placed, epoch milliseconds; null when there is none. One cheap request. Not when one was updated: not
 * each update is one of which Shopify sends a webhook.
 */
export async function newestOrder(admin: AdminClient): Promise<AdminOutcome<number | null>> {
  return await admin.run(operation);
}
