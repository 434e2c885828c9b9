import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import { customerByEmail } from '#app/shopify/operations/customer-by-email.ts';
import { customerCreate } from '#app/shopify/operations/customer-create.ts';
import { tagsAdd } from '#app/shopify/operations/tags-add.ts';
import { splitName } from './contact.ts';
import { WHOLESALE_TAG } from './wholesale-tag.ts';

/**
 * Makes sure that the applicant is a customer with the wholesale tag in Shopify. Safe to repeat after a crash at any
 * point.
 * @returns the outcome that stopped the work; without data when it is done
 */
export async function ensureTaggedCustomer(
  admin: AdminClient,
  { email, contactName }: { email: string; contactName: string },
): Promise<AdminOutcome<null>> {
  const customer = await customerByEmail(admin, email);
  if (!('data' in customer)) return customer;
  if (customer.data !== null) return await tagsAdd(admin, customer.data.gid, [WHOLESALE_TAG]);
  const created = await customerCreate(admin, {
    email,
    ...splitName(contactName),
    tags: [WHOLESALE_TAG],
  });
  return 'data' in created ? { outcome: 'ok', data: null } : created;
}
