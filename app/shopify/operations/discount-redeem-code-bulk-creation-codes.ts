import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

/** A code of a bulk creation that is over: its global id when it was created, else why it was not. */
export type AddedCode = { code: string; id: string | null; problem: string | null };

const operation: Operation<AddedCode[]> = {
  name: 'DiscountRedeemCodeBulkCreationCodes',
  text: `#graphql
    query DiscountRedeemCodeBulkCreationCodes($id: ID!) {
      discountRedeemCodeBulkCreation(id: $id) {
        codes(first: 250) { nodes { code errors { message } discountRedeemCode { id } } }
      }
    }`,
  responseSchema: z
    .object({
      discountRedeemCodeBulkCreation: z
        .object({
          codes: z.object({
            nodes: z.array(
              z.object({
                code: z.string(),
                errors: z.array(z.object({ message: z.string() })),
                discountRedeemCode: z.object({ id: z.string() }).nullable(),
              }),
            ),
          }),
        })
        .nullable(),
    })
    .transform(({ discountRedeemCodeBulkCreation: found }) =>
      (found?.codes.nodes ?? []).map(({ code, errors, discountRedeemCode }) => ({
        code,
        id: discountRedeemCode?.id ?? null,
        problem: errors.map(({ message }) => message).join(' ') || null,
      })),
    ),
};

/** What became of the codes of a bulk creation that is over: one adds no more than this reads. */
export async function discountRedeemCodeBulkCreationCodes(
  admin: AdminClient,
  id: string,
): Promise<AdminOutcome<AddedCode[]>> {
  return await admin.run(operation, { id });
}
