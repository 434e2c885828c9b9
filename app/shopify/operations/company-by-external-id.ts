import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { type CompanyRecord, companyNode } from '../company.ts';

const operation: Operation<CompanyRecord | null> = {
  name: 'CompanyByExternalId',
  text: `#graphql
    query CompanyByExternalId($query: String!) {
      companies(first: 1, query: $query) {
        nodes {
          id
          name
          mainContact { id }
          contactRoles(first: 10) { nodes { id name } }
          locations(first: 1) { nodes { id } }
        }
      }
    }`,
  responseSchema: z
    .object({ companies: z.object({ nodes: z.array(companyNode).max(1) }) })
    .transform(({ companies }) => companies.nodes[0] ?? null),
};

/**
 * The company that was created under our id; null when there is none.
 * @param externalId letters, digits and hyphens
 */
export async function companyByExternalId(
  admin: AdminClient,
  externalId: string,
): Promise<AdminOutcome<CompanyRecord | null>> {
  return await admin.run(operation, { query: `external_id:"${externalId}"` });
}
