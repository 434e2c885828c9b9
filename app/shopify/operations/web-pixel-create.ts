import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<null> = {
  name: 'WebPixelCreate',
  text: `#graphql
    mutation WebPixelCreate($settings: JSON!) {
      webPixelCreate(webPixel: { settings: $settings }) {
        webPixel { id }
        userErrors { code field message }
      }
    }`,
  responseSchema: z
    .object({ webPixelCreate: z.object({ webPixel: z.object({ id: z.string() }) }) })
    .transform(() => null),
};

/**
 * Turns the app's web pixel on in the shop. A shop has one of each app: when it exists, Shopify refuses
 * with the code TAKEN.
 */
export async function webPixelCreate(
  admin: AdminClient,
  settings: string,
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, { settings });
}
