import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

/** How far a job of Shopify is; `unknown` when Shopify does not know it, or not any more. */
export type ShopifyJobState = 'running' | 'done' | 'unknown';

const operation: Operation<ShopifyJobState> = {
  name: 'Job',
  text: `#graphql
    query Job($id: ID!) {
      job(id: $id) { done }
    }`,
  responseSchema: z
    .object({ job: z.object({ done: z.boolean() }).nullable() })
    .transform(({ job }) => (job === null ? 'unknown' : job.done ? 'done' : 'running')),
};

/** Whether what Shopify does in its own time, such as deleting codes, is over. */
export async function shopifyJob(
  admin: AdminClient,
  id: string,
): Promise<AdminOutcome<ShopifyJobState>> {
  return await admin.run(operation, { id });
}
