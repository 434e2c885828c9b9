import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { type CompanyRecord, companyNode } from '../company.ts';

export type NewCompany = {
  name: string;
  /** Our id of it, by which it is found again should the response get lost. */
  externalId: string;
  /** Left out when the person is a customer already; assign the customer as contact instead. */
  contact: { email: string; firstName: string; lastName: string; phone: string | null } | null;
  location: {
    name: string;
    countryCode: string;
    phone: string | null;
    taxRegistrationId: string | null;
  };
};

const operation: Operation<CompanyRecord> = {
  name: 'CompanyCreate',
  text: `#graphql
    mutation CompanyCreate($input: CompanyCreateInput!) {
      companyCreate(input: $input) {
        company {
          id
          name
          mainContact { id }
          contactRoles(first: 10) { nodes { id name } }
          locations(first: 1) { nodes { id } }
        }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({ companyCreate: z.object({ company: companyNode }) })
    .transform(({ companyCreate }) => companyCreate.company),
};

/** Creates a company with its first location and, when given, its main contact. */
export async function companyCreate(
  admin: AdminClient,
  company: NewCompany,
): Promise<AdminOutcome<CompanyRecord>> {
  const { name, externalId, contact, location } = company;
  return await admin.run(operation, {
    input: {
      company: { name, externalId },
      ...(contact === null ? {} : { companyContact: contact }),
      companyLocation: {
        name: location.name,
        phone: location.phone,
        taxRegistrationId: location.taxRegistrationId,
        shippingAddress: { countryCode: location.countryCode, recipient: name },
        billingSameAsShipping: true,
      },
    },
  });
}
