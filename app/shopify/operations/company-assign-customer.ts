import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<string> = {
  name: 'CompanyAssignCustomer',
  text: `#graphql
    mutation CompanyAssignCustomer($companyId: ID!, $customerId: ID!) {
      companyAssignCustomerAsContact(companyId: $companyId, customerId: $customerId) {
        companyContact { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({
      companyAssignCustomerAsContact: z.object({ companyContact: z.object({ id: z.string() }) }),
    })
    .transform((answer) => answer.companyAssignCustomerAsContact.companyContact.id),
};

/** Makes an existing customer a contact of a company. Gives the contact's gid. */
export async function companyAssignCustomer(
  admin: AdminClient,
  companyGid: string,
  customerGid: string,
): Promise<AdminOutcome<string>> {
  return await admin.run(operation, { companyId: companyGid, customerId: customerGid });
}
