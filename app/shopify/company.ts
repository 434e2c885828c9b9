import { z } from 'zod';

/** A company as Shopify keeps it, with what is needed to let its first contact buy. */
export type CompanyRecord = {
  gid: string;
  name: string;
  mainContactGid: string | null;
  locationGid: string | null;
  roles: { gid: string; name: string }[];
};

/** Reads the selection that every operation on companies asks for. */
export const companyNode = z
  .object({
    id: z.string(),
    name: z.string(),
    mainContact: z.object({ id: z.string() }).nullable(),
    contactRoles: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
    locations: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
  })
  .transform((company): CompanyRecord => ({
    gid: company.id,
    name: company.name,
    mainContactGid: company.mainContact?.id ?? null,
    locationGid: company.locations.nodes[0]?.id ?? null,
    roles: company.contactRoles.nodes.map((role) => ({ gid: role.id, name: role.name })),
  }));
