import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<null> = {
  name: 'TagsRemove',
  text: `#graphql
    mutation TagsRemove($id: ID!, $tags: [String!]!) {
      tagsRemove(id: $id, tags: $tags) {
        node { id }
        userErrors { field message }
      }
    }`,
  responseSchema: z
    .object({ tagsRemove: z.object({ node: z.object({ id: z.string() }) }) })
    .transform(() => null),
};

/** Takes tags from a customer or order; tags that are not there are no error. */
export async function tagsRemove(
  admin: AdminClient,
  gid: string,
  tags: string[],
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, { id: gid, tags });
}
