import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import type { CompanyRecord } from '#app/shopify/company.ts';
import { companyAssignCustomer } from '#app/shopify/operations/company-assign-customer.ts';
import { companyAssignMainContact } from '#app/shopify/operations/company-assign-main-contact.ts';
import { companyAssignRoles } from '#app/shopify/operations/company-assign-roles.ts';
import { companyByExternalId } from '#app/shopify/operations/company-by-external-id.ts';
import { companyCreate } from '#app/shopify/operations/company-create.ts';
import { customerByEmail } from '#app/shopify/operations/customer-by-email.ts';
import { internationalPhone, splitName } from './contact.ts';

/** What a company is made of. */
export type CompanyPlan = {
  applicationId: string;
  company: string;
  contactName: string;
  email: string;
  phone: string | null;
  country: string;
  taxId: string;
};

/** The role that Shopify gives every company and that may place orders. */
const ORDERING_ROLE = 'Ordering only';

/**
 * Makes sure that the applicant's company stands in Shopify with a location and a contact who may buy.
 * Safe to repeat after a crash at any point: the company carries the application's id, and each further
 * step looks first at what is there.
 * @returns the company's gid, or the first outcome that stopped the work
 */
export async function ensureCompany(
  admin: AdminClient,
  plan: CompanyPlan,
): Promise<AdminOutcome<string>> {
  const customer = await customerByEmail(admin, plan.email);
  if (!('data' in customer)) return customer;
  const company = await findOrCreate(admin, plan, customer.data !== null);
  if (!('data' in company)) return company;
  const gid = company.data.gid;
  if (company.data.mainContactGid !== null || customer.data === null) return ok(gid);

  const known = customer.data.contacts.find((contact) => contact.companyGid === gid);
  const contact = known
    ? ok(known.contactGid)
    : await companyAssignCustomer(admin, gid, customer.data.gid);
  if (!('data' in contact)) return contact;
  const role = company.data.roles.find(({ name }) => name === ORDERING_ROLE);
  if (role && company.data.locationGid !== null) {
    const roles = [{ roleGid: role.gid, locationGid: company.data.locationGid }];
    const assigned = await companyAssignRoles(admin, contact.data, roles);
    if (!('data' in assigned)) return assigned;
  }
  // Last, because a main contact is how a repetition sees that everything before it was done.
  const main = await companyAssignMainContact(admin, gid, contact.data);
  return 'data' in main ? ok(gid) : main;
}

async function findOrCreate(
  admin: AdminClient,
  plan: CompanyPlan,
  isCustomer: boolean,
): Promise<AdminOutcome<CompanyRecord>> {
  const found = await companyByExternalId(admin, plan.applicationId);
  if (!('data' in found)) return found;
  if (found.data !== null) return ok(found.data);
  const created = await companyCreate(admin, {
    name: plan.company,
    externalId: plan.applicationId,
    // Shopify refuses a new contact whose address a customer has already.
    contact: isCustomer ? null : { email: plan.email, ...splitName(plan.contactName), phone: null },
    location: {
      name: plan.company,
      countryCode: plan.country,
      phone: internationalPhone(plan.phone),
      taxRegistrationId: plan.taxId,
    },
  });
  return isTakenByUs(created) ? { outcome: 'failed', reason: 'company not found yet' } : created;
}

/** The company exists, but Shopify's search, which lags behind, did not show it. */
function isTakenByUs(created: AdminOutcome<CompanyRecord>): boolean {
  if (created.outcome !== 'user_errors') return false;
  return created.errors.some(({ field }) => field?.includes('externalId'));
}

function ok<T>(data: T): { outcome: 'ok'; data: T } {
  return { outcome: 'ok', data };
}
