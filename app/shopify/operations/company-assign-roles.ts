import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

const operation: Operation<null> = {
  name: 'CompanyAssignRoles',
  text: `#graphql
    mutation CompanyAssignRoles($companyContactId: ID!, $rolesToAssign: [CompanyContactRoleAssign!]!) {
      companyContactAssignRoles(companyContactId: $companyContactId, rolesToAssign: $rolesToAssign) {
        roleAssignments { id }
        userErrors { field message code }
      }
    }`,
  responseSchema: z
    .object({
      companyContactAssignRoles: z.object({
        roleAssignments: z.array(z.object({ id: z.string() })),
      }),
    })
    .transform(() => null),
};

/** Lets a contact buy for a location; without a role a contact cannot place company orders. */
export async function companyAssignRoles(
  admin: AdminClient,
  contactGid: string,
  roles: { roleGid: string; locationGid: string }[],
): Promise<AdminOutcome<null>> {
  return await admin.run(operation, {
    companyContactId: contactGid,
    rolesToAssign: roles.map(({ roleGid, locationGid }) => ({
      companyContactRoleId: roleGid,
      companyLocationId: locationGid,
    })),
  });
}
