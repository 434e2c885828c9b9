import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { discountInput, type DiscountValue, type NewDiscount } from '../discount.ts';
import { gidOf } from '../gid.ts';

const operation: Operation<string> = {
  name: 'DiscountCodeBasicCreate',
  text: `#graphql
    mutation DiscountCodeBasicCreate($discount: DiscountCodeBasicInput!) {
      discountCodeBasicCreate(basicCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({
      discountCodeBasicCreate: z.object({ codeDiscountNode: z.object({ id: z.string() }) }),
    })
    .transform(({ discountCodeBasicCreate }) => discountCodeBasicCreate.codeDiscountNode.id),
};

/** Creates a discount that takes a share or an amount off; gives its global id. A code that is taken is refused. */
export async function discountCodeBasicCreate(
  admin: AdminClient,
  discount: NewDiscount,
  value: DiscountValue,
): Promise<AdminOutcome<string>> {
  const customerGets = {
    value:
      'percentage' in value
        ? { percentage: value.percentage }
        : { discountAmount: { amount: value.amount, appliesOnEachItem: false } },
    items:
      'productId' in value
        ? { products: { productsToAdd: [gidOf('Product', value.productId)] } }
        : { all: true },
  };
  return await admin.run(operation, { discount: { ...discountInput(discount), customerGets } });
}
