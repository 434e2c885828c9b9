import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<Map<string, string[]>> = {
  name: 'CustomerTags',
  text: `#graphql
    query CustomerTags($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Customer { id tags }
      }
    }`,
  responseSchema: z
    .object({
      nodes: z.array(
        z.object({ id: z.string().optional(), tags: z.array(z.string()).default([]) }).nullable(),
      ),
    })
    .transform(
      ({ nodes }) =>
        new Map(
          nodes.flatMap((node): [string, string[]][] =>
            node?.id === undefined ? [] : [[node.id, node.tags]],
          ),
        ),
    ),
};

/** The tags of up to 250 customers, by their global id; customers that no longer exist are left out. */
export async function customerTags(
  admin: AdminClient,
  gids: readonly string[],
): Promise<AdminOutcome<Map<string, string[]>>> {
  return await admin.run(operation, { ids: gids });
}
