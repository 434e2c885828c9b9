import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<null> = {
  name: 'WebPixelUpdate',
  text: `#graphql
    mutation WebPixelUpdate($id: ID!, $settings: JSON!) {
      webPixelUpdate(id: $id, webPixel: { settings: $settings }) {
        webPixel { id }
        userErrors { code field message }
      }
    }`,
  responseSchema: z
    .object({ webPixelUpdate: z.object({ webPixel: z.object({ id: z.string() }) }) })
    .transform(() => null),
};

/** Gives the app's web pixel in the shop other settings. */
export async function webPixelUpdate(
  admin: AdminClient,
  id: string,
  settings: string,
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, { id, settings });
}
