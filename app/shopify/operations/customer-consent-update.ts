import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../answer.ts';

/** `at` in epoch milliseconds; Shopify keeps the newest state by that time. */
export type ToldConsent = { state: 'SUBSCRIBED' | 'UNSUBSCRIBED'; at: number };

const operation: Operation<null> = {
  name: 'CustomerConsentUpdate',
  text: `#graphql
    mutation CustomerConsentUpdate($input: CustomerEmailMarketingConsentUpdateInput!) {
      customerEmailMarketingConsentUpdate(input: $input) {
        customer { id }
        userErrors { field message code }
      }
    }`,
  answer: z
    .object({
      customerEmailMarketingConsentUpdate: z.object({ customer: z.object({ id: z.string() }) }),
    })
    .transform(() => null),
};

/** Tells Shopify what a customer agreed to or refused by e-mail. */
export async function customerConsentUpdate(
  admin: AdminClient,
  customerGid: string,
  consent: ToldConsent,
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, {
    input: {
      customerId: customerGid,
      emailMarketingConsent: {
        marketingState: consent.state,
        consentUpdatedAt: new Date(consent.at).toISOString(),
      },
    },
  });
}
