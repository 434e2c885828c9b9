import { gidOf } from '#app/shopify/gid.ts';

/** Approved applications keep the company's global id, as the API gave it. */
export function companyGid(id: string): string {
  return gidOf('Company', id);
}
