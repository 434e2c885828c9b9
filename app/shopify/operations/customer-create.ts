import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

export type NewCustomer = { email: string; firstName: string; lastName: string; tags: string[] };

const operation: Operation<string> = {
  name: 'CustomerCreate',
  text: `#graphql
    mutation CustomerCreate($input: CustomerInput!) {
      customerCreate(input: $input) {
        customer { id }
        userErrors { field message }
      }
    }`,
  responseSchema: z
    .object({ customerCreate: z.object({ customer: z.object({ id: z.string() }) }) })
    .transform(({ customerCreate }) => customerCreate.customer.id),
};

/** Creates a customer. Gives the customer's gid; an address that a customer has already is a user error. */
export async function customerCreate(
  admin: AdminClient,
  input: NewCustomer,
): Promise<AdminOutcome<string>> {
  return await admin.run(operation, { input });
}
