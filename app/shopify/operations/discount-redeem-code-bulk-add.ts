import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

/** Codes that Shopify takes in one call. */
export const MOST_CODES_ADDED = 250;

const operation: Operation<string> = {
  name: 'DiscountRedeemCodeBulkAdd',
  text: `#graphql
    mutation DiscountRedeemCodeBulkAdd($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
      discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) {
        bulkCreation { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({ discountRedeemCodeBulkAdd: z.object({ bulkCreation: z.object({ id: z.string() }) }) })
    .transform((data) => data.discountRedeemCodeBulkAdd.bulkCreation.id),
};

/** Begins to add codes to a discount, `MOST_CODES_ADDED` at most; gives the global id of the creation, which says when it is done. */
export async function discountRedeemCodeBulkAdd(
  admin: AdminClient,
  discountId: string,
  codes: readonly string[],
): Promise<AdminOutcome<string>> {
  return await admin.run(operation, { discountId, codes: codes.map((code) => ({ code })) });
}
