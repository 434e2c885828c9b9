import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { customerSmsConsentUpdate } from './customer-sms-consent-update.ts';

/** `at` in epoch milliseconds; Shopify keeps the newest state by that time. */
export type ConsentUpdate = { state: 'SUBSCRIBED' | 'UNSUBSCRIBED'; at: number };

const customerEmailConsentUpdate = `#graphql
  mutation CustomerConsentUpdate($input: CustomerEmailMarketingConsentUpdateInput!) {
    customerEmailMarketingConsentUpdate(input: $input) {
      customer { id }
      userErrors { field message code }
    }
  }`;

const CHANNELS = {
  email: {
    input: 'emailMarketingConsent',
    operation: operation(
      'CustomerConsentUpdate',
      customerEmailConsentUpdate,
      'customerEmailMarketingConsentUpdate',
    ),
  },
  sms: {
    input: 'smsMarketingConsent',
    operation: operation(
      'CustomerSmsConsentUpdate',
      customerSmsConsentUpdate,
      'customerSmsMarketingConsentUpdate',
    ),
  },
} as const;

function operation(name: string, text: string, mutation: string): Operation<null> {
  const Changed = z.object({ customer: z.object({ id: z.string() }) });
  return { name, text, responseSchema: z.object({ [mutation]: Changed }).transform(() => null) };
}

/** Sends Shopify what a customer agreed to or refused: by email, or by text message. */
export async function customerConsentUpdate(
  admin: AdminClient,
  channel: 'email' | 'sms',
  customerGid: string,
  consent: ConsentUpdate,
): Promise<AdminOutcome<null>> {
  const { input, operation } = CHANNELS[channel];
  return await admin.run(operation, {
    input: {
      customerId: customerGid,
      [input]: {
        marketingState: consent.state,
        consentUpdatedAt: new Date(consent.at).toISOString(),
      },
    },
  });
}
