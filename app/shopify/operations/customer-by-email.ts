import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

export type CustomerRecord = {
  gid: string;
  /** Orders of all time. */
  orders: number;
  /** Companies the customer is a contact of, with the contact's own id. */
  contacts: { contactGid: string; companyGid: string }[];
};

const operation: Operation<CustomerRecord | null> = {
  name: 'CustomerByEmail',
  text: `#graphql
    query CustomerByEmail($identifier: CustomerIdentifierInput!) {
      customerByIdentifier(identifier: $identifier) {
        id
        numberOfOrders
        companyContactProfiles { id company { id } }
      }
    }`,
  responseSchema: z
    .object({
      customerByIdentifier: z
        .object({
          id: z.string(),
          numberOfOrders: z.coerce.number().int(),
          companyContactProfiles: z.array(
            z.object({ id: z.string(), company: z.object({ id: z.string() }) }),
          ),
        })
        .nullable(),
    })
    .transform(({ customerByIdentifier: customer }) =>
      customer === null
        ? null
        : {
            gid: customer.id,
            orders: customer.numberOfOrders,
            contacts: customer.companyContactProfiles.map((contact) => ({
              contactGid: contact.id,
              companyGid: contact.company.id,
            })),
          },
    ),
};

/** The customer with this address; null when there is none. */
export async function customerByEmail(
  admin: AdminClient,
  email: string,
): Promise<AdminOutcome<CustomerRecord | null>> {
  return await admin.run(operation, { identifier: { emailAddress: email } });
}
