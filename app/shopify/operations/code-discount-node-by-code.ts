import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

/** Where a code belongs: global ids of its discount and of itself; the latter null where it is not listed yet. */
export type CodePlace = { discountId: string; codeId: string | null };

const Codes = z.object({ nodes: z.array(z.object({ id: z.string() })) });

const operation: Operation<CodePlace | null> = {
  name: 'CodeDiscountNodeByCode',
  text: `#graphql
    query CodeDiscountNodeByCode($code: String!) {
      codeDiscountNodeByCode(code: $code) {
        id
        codeDiscount {
          ... on DiscountCodeBasic { codes(first: 1, query: $code) { nodes { id } } }
          ... on DiscountCodeFreeShipping { codes(first: 1, query: $code) { nodes { id } } }
        }
      }
    }`,
  responseSchema: z
    .object({
      codeDiscountNodeByCode: z
        .object({ id: z.string(), codeDiscount: z.object({ codes: Codes.optional() }) })
        .nullable(),
    })
    .transform(({ codeDiscountNodeByCode: found }) =>
      found === null
        ? null
        : { discountId: found.id, codeId: found.codeDiscount.codes?.nodes[0]?.id ?? null },
    ),
};

/** The discount that a code belongs to; null when there is none. Upper and lower case are one. */
export async function codeDiscountNodeByCode(
  admin: AdminClient,
  code: string,
): Promise<AdminOutcome<CodePlace | null>> {
  return await admin.run(operation, { code });
}
