import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<string> = {
  name: 'WebPixelId',
  text: `#graphql
    query WebPixelId {
      webPixel { id }
    }`,
  responseSchema: z
    .object({ webPixel: z.object({ id: z.string() }) })
    .transform(({ webPixel }) => webPixel.id),
};

/** The global id of the app's web pixel in the shop, which must have one. */
export async function webPixelId(admin: AdminClient): Promise<AdminOutcome<string>> {
  return await admin.run(operation);
}
