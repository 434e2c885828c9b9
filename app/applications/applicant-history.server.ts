import type { ShopClient } from '#app/platform/db.server.ts';
import { emailDomain, isFreeMail, websiteDomain } from '#app/lib/free-mail.ts';
import type { RetailHistory, Colleague, CompanyDuplicate } from './applicant-history.ts';
import {
  accountsAtDomains,
  findRetailProfile,
  peopleOfDomain,
  productsBought,
  similarApplications,
} from './store/applicant-history.server.ts';

/** The retail history of the profile with this address, or null. The address is the applicant's claim. */
export async function retailHistory(
  client: ShopClient,
  shopId: string,
  email: string,
): Promise<RetailHistory | null> {
  const profile = await findRetailProfile(client, shopId, email);
  if (profile === null) return null;
  return { ...profile, products: await productsBought(client, shopId, profile.profileId) };
}

/** People whose address is at the applicant's company; none for a free mail service. */
export async function colleagues(
  client: ShopClient,
  shopId: string,
  email: string,
): Promise<Colleague[]> {
  const domain = emailDomain(email);
  if (isFreeMail(domain)) return [];
  return await peopleOfDomain(client, shopId, domain, email);
}

/** Applications and accounts that share the address, the tax number or the domain of an application. */
export async function duplicates(
  client: ShopClient,
  shopId: string,
  application: { id: string; email: string; taxId: string; website: string | null },
): Promise<CompanyDuplicate[]> {
  const mailDomain = emailDomain(application.email);
  const domains = [
    ...(isFreeMail(mailDomain) ? [] : [mailDomain]),
    websiteDomain(application.website),
  ].filter((domain) => domain !== null);
  const bare = application.taxId.replace(/[^A-Z0-9]/g, '');
  const others = await similarApplications(client, shopId, application, bare, domains);
  const accounts = await accountsAtDomains(client, shopId, application.id, domains);
  return [...others, ...accounts];
}
