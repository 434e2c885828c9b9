import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { newestSchema } from '../newest-schema.ts';

const operation: Operation<number | null> = {
  name: 'NewestCheckout',
  text: `#graphql
    query NewestCheckout {
      found: abandonedCheckouts(first: 1, sortKey: CREATED_AT, reverse: true) { nodes { at: createdAt } }
    }`,
  responseSchema: newestSchema,
};

/** When the newest of the checkouts began that Shopify lists, epoch milliseconds; null when it lists none. One cheap request. */
export async function newestCheckout(admin: AdminClient): Promise<AdminOutcome<number | null>> {
  return await admin.run(operation);
}
