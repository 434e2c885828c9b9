import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<null> = {
  name: 'CompanyAssignMainContact',
  text: `#graphql
    mutation CompanyAssignMainContact($companyId: ID!, $companyContactId: ID!) {
      companyAssignMainContact(companyId: $companyId, companyContactId: $companyContactId) {
        company { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({ companyAssignMainContact: z.object({ company: z.object({ id: z.string() }) }) })
    .transform(() => null),
};

/** Makes a contact the one whom the shop writes to first. */
export async function companyAssignMainContact(
  admin: AdminClient,
  companyGid: string,
  contactGid: string,
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, { companyId: companyGid, companyContactId: contactGid });
}
