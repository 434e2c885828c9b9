import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { gidOf } from '../gid.ts';

const operation: Operation<null> = {
  name: 'SegmentUpdate',
  text: `#graphql
    mutation SegmentUpdate($id: ID!, $name: String!, $query: String!) {
      segmentUpdate(id: $id, name: $name, query: $query) {
        segment { id }
        userErrors { field message }
      }
    }`,
  responseSchema: z
    .object({ segmentUpdate: z.object({ segment: z.object({ id: z.string() }) }) })
    .transform(() => null),
};

/** Changes a segment's name and query. */
export async function segmentUpdate(
  admin: AdminClient,
  id: string,
  { name, query }: { name: string; query: string },
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, { id: gidOf('Segment', id), name, query });
}
