import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

/** The address and the number of a customer as Shopify has them; null when it has none or shows none. */
export type CustomerAddresses = { email: string | null; phone: string | null };

const text = z.string().nullish();

const operation: Operation<CustomerAddresses | null> = {
  name: 'CustomerAddresses',
  text: `#graphql
    query CustomerAddresses($id: ID!) {
      customer(id: $id) {
        defaultEmailAddress { emailAddress }
        defaultPhoneNumber { phoneNumber }
      }
    }`,
  responseSchema: z
    .object({
      customer: z
        .object({
          defaultEmailAddress: z.object({ emailAddress: text }).nullish(),
          defaultPhoneNumber: z.object({ phoneNumber: text }).nullish(),
        })
        .nullish(),
    })
    .transform(({ customer }) =>
      customer
        ? {
            email: customer.defaultEmailAddress?.emailAddress ?? null,
            phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
          }
        : null,
    ),
};

/** Asks which address and number a customer has now; null when there is no such customer. */
export async function customerAddresses(
  admin: AdminClient,
  customerGid: string,
): Promise<AdminOutcome<CustomerAddresses | null>> {
  return await admin.run(operation, { id: customerGid });
}
