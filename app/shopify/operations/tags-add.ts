import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<null> = {
  name: 'TagsAdd',
  text: `#graphql
    mutation TagsAdd($id: ID!, $tags: [String!]!) {
      tagsAdd(id: $id, tags: $tags) {
        node { id }
        userErrors { field message }
      }
    }`,
  responseSchema: z
    .object({ tagsAdd: z.object({ node: z.object({ id: z.string() }) }) })
    .transform(() => null),
};

/** Adds tags to a customer or order; tags already there stay. Companies cannot carry tags. */
export async function tagsAdd(
  admin: AdminClient,
  gid: string,
  tags: string[],
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, { id: gid, tags });
}
