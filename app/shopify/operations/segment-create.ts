import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<string> = {
  name: 'SegmentCreate',
  text: `#graphql
    mutation SegmentCreate($name: String!, $query: String!) {
      segmentCreate(name: $name, query: $query) {
        segment { id }
        userErrors { field message }
      }
    }`,
  responseSchema: z
    .object({ segmentCreate: z.object({ segment: z.object({ id: z.string() }) }) })
    .transform(({ segmentCreate }) => segmentCreate.segment.id.split('/').at(-1) ?? ''),
};

/** Makes a segment from a query in Shopify's segment language; gives its number. Made twice, there are two. */
export async function segmentCreate(
  admin: AdminClient,
  name: string,
  query: string,
): Promise<AdminOutcome<string>> {
  return await admin.run(operation, { name, query });
}
