import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<null> = {
  name: 'BulkOperationCancel',
  text: `#graphql
    mutation BulkOperationCancel($id: ID!) {
      bulkOperationCancel(id: $id) { bulkOperation { id } userErrors { field message } }
    }`,
  responseSchema: z
    .object({ bulkOperationCancel: z.object({ bulkOperation: z.object({ id: z.string() }) }) })
    .transform(() => null),
};

/** Cancels a bulk operation; one that is finished stays as it is. */
export async function bulkOperationCancel(
  admin: AdminClient,
  id: string,
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, { id });
}
