import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<null> = {
  name: 'MetafieldsSet',
  text: `#graphql
    mutation MetafieldsSet($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) {
        metafields { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({ metafieldsSet: z.object({ metafields: z.array(z.object({ id: z.string() })) }) })
    .transform(() => null),
};

/** A metafield; `ownerId` is the gid of whom it belongs to. */
export type MetafieldInput = {
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
};

/** Sets a metafield, in place of the one that was there. */
export async function metafieldsSet(
  admin: AdminClient,
  metafield: MetafieldInput,
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, { metafields: [metafield] });
}
