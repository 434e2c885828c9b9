import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { discountInput, type NewDiscount } from '../discount.ts';

const operation: Operation<string> = {
  name: 'DiscountCodeFreeShippingCreate',
  text: `#graphql
    mutation DiscountCodeFreeShippingCreate($discount: DiscountCodeFreeShippingInput!) {
      discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({
      discountCodeFreeShippingCreate: z.object({ codeDiscountNode: z.object({ id: z.string() }) }),
    })
    .transform((data) => data.discountCodeFreeShippingCreate.codeDiscountNode.id),
};

/** Creates a discount that waives shipping; gives its global id. A code that is taken is refused. */
export async function discountCodeFreeShippingCreate(
  admin: AdminClient,
  discount: NewDiscount,
): Promise<AdminOutcome<string>> {
  const { combinesWith, ...input } = discountInput(discount);
  // One free shipping beside another makes no sense, and Shopify refuses it.
  const { orderDiscounts, productDiscounts } = combinesWith;
  return await admin.run(operation, {
    discount: {
      ...input,
      combinesWith: { orderDiscounts, productDiscounts },
      destination: { all: true },
    },
  });
}
