import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<{ id: string; query: string }[]> = {
  name: 'BulkOperations',
  text: `#graphql
    query BulkOperations($query: String!) {
      bulkOperations(first: 20, query: $query, sortKey: CREATED_AT, reverse: true) {
        nodes { id query }
      }
    }`,
  responseSchema: z
    .object({
      bulkOperations: z.object({ nodes: z.array(z.object({ id: z.string(), query: z.string() })) }),
    })
    .transform(({ bulkOperations: found }) => found.nodes),
};

/** The newest bulk operations of the app that were created from a moment (epoch milliseconds) on. */
export async function bulkOperations(
  admin: AdminClient,
  since: number,
): Promise<AdminOutcome<{ id: string; query: string }[]>> {
  return await admin.run(operation, { query: `created_at:>='${new Date(since).toISOString()}'` });
}
