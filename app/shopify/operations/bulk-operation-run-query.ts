import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<string> = {
  name: 'BulkOperationRunQuery',
  // Grouped, because a file whose children are anywhere cannot be read without holding all of it.
  text: `#graphql
    mutation BulkOperationRunQuery($query: String!) {
      bulkOperationRunQuery(query: $query, groupObjects: true) {
        bulkOperation { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({ bulkOperationRunQuery: z.object({ bulkOperation: z.object({ id: z.string() }) }) })
    .transform(({ bulkOperationRunQuery }) => bulkOperationRunQuery.bulkOperation.id),
};

/**
 * Starts a bulk operation.
 * @returns its global id; a user error with the code OPERATION_IN_PROGRESS or LIMIT_REACHED passes with time
 */
export async function bulkOperationRunQuery(
  admin: AdminClient,
  query: string,
): Promise<AdminOutcome<string>> {
  return await admin.run(operation, { query });
}
