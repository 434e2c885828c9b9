import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../answer.ts';
import type { ToldConsent } from './customer-consent-update.ts';

const operation: Operation<null> = {
  name: 'CustomerSmsConsentUpdate',
  text: `#graphql
    mutation CustomerSmsConsentUpdate($input: CustomerSmsMarketingConsentUpdateInput!) {
      customerSmsMarketingConsentUpdate(input: $input) {
        customer { id }
        userErrors { field message code }
      }
    }`,
  answer: z
    .object({
      customerSmsMarketingConsentUpdate: z.object({ customer: z.object({ id: z.string() }) }),
    })
    .transform(() => null),
};

/** Tells Shopify what a customer agreed to or refused by text message. The customer needs a phone number. */
export async function customerSmsConsentUpdate(
  admin: AdminClient,
  customerGid: string,
  consent: ToldConsent,
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, {
    input: {
      customerId: customerGid,
      smsMarketingConsent: {
        marketingState: consent.state,
        consentUpdatedAt: new Date(consent.at).toISOString(),
      },
    },
  });
}
