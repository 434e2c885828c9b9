import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

/** A segment of the shop's own in Shopify; `query` is in Shopify's segment language. */
export type SegmentRecord = { id: string; name: string; query: string };

const operation: Operation<SegmentRecord[]> = {
  name: 'Segments',
  text: `#graphql
    query Segments {
      segments(first: 250) {
        nodes { id name query }
      }
    }`,
  responseSchema: z
    .object({
      segments: z.object({
        nodes: z.array(z.object({ id: z.string(), name: z.string(), query: z.string() })),
      }),
    })
    .transform(({ segments }) =>
      segments.nodes.map((node) => ({ ...node, id: node.id.split('/').at(-1) ?? '' })),
    ),
};

/** The shop's segments in Shopify, which shows at most 250; ids are the numbers only. */
export async function segments(admin: AdminClient): Promise<AdminOutcome<SegmentRecord[]>> {
  return await admin.run(operation);
}
