import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { newestSchema } from '../newest-schema.ts';

const operation: Operation<number | null> = {
  name: 'NewestOrder',
  text: `#graphql
    query NewestOrder {
      found: orders(first: 1, sortKey: UPDATED_AT, reverse: true) { nodes { at: updatedAt } }
    }`,
  responseSchema: newestSchema,
};

/** When an order was updated last, epoch milliseconds; null when there is none. One cheap request. */
export async function newestOrder(admin: AdminClient): Promise<AdminOutcome<number | null>> {
  return await admin.run(operation);
}
