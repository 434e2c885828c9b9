import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

/** How far a bulk creation is; `unknown` when Shopify does not know it, or not any more. */
export type CreationState = 'running' | 'done' | 'unknown';

const operation: Operation<CreationState> = {
  name: 'DiscountRedeemCodeBulkCreation',
  text: `#graphql
    query DiscountRedeemCodeBulkCreation($id: ID!) {
      discountRedeemCodeBulkCreation(id: $id) { done }
    }`,
  responseSchema: z
    .object({ discountRedeemCodeBulkCreation: z.object({ done: z.boolean() }).nullable() })
    .transform(({ discountRedeemCodeBulkCreation: found }) =>
      found === null ? 'unknown' : found.done ? 'done' : 'running',
    ),
};

/** Whether codes that were added in bulk are there. Asking for the codes themselves costs much more. */
export async function discountRedeemCodeBulkCreation(
  admin: AdminClient,
  id: string,
): Promise<AdminOutcome<CreationState>> {
  return await admin.run(operation, { id });
}
