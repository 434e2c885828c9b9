import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<string> = {
  name: 'DiscountCodeRedeemCodeBulkDelete',
  text: `#graphql
    mutation DiscountCodeRedeemCodeBulkDelete($discountId: ID!, $ids: [ID!]!) {
      discountCodeRedeemCodeBulkDelete(discountId: $discountId, ids: $ids) {
        job { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({ discountCodeRedeemCodeBulkDelete: z.object({ job: z.object({ id: z.string() }) }) })
    .transform((data) => data.discountCodeRedeemCodeBulkDelete.job.id),
};

/**
 * Begins to delete codes of a discount by their global ids; gives the global id of the job, which says when it is done.
 * Repeated, there is nothing left.
 */
export async function discountCodeRedeemCodeBulkDelete(
  admin: AdminClient,
  discountId: string,
  ids: readonly string[],
): Promise<AdminOutcome<string>> {
  return await admin.run(operation, { discountId, ids });
}
