import type { ShopClient } from '#app/platform/db.server.ts';
import type { AccountChange } from '#app/events/account-change.ts';
import { isFreeMail } from '#app/lib/free-mail.ts';
import { companyGid } from './company-gid.ts';
import {
  companiesOfContacts,
  companiesOfPeople,
  deleteDomains,
  domainsOfCompanies,
  hasCompanies,
  insertDomains,
  linkPeople,
  peopleAtDomains,
  savedDomains,
  type CompanyDomain,
} from './store/company-domains.server.ts';

/** What of a batch may link people to companies. */
export type LinkInput = {
  /** Profiles that got an email address, a customer id, or those of another profile. */
  people: readonly string[];
  accounts: readonly AccountChange[];
};

/**
 * Links people to the companies at whose domain their email addresses are. It comes to the same whichever was
 * received first. Call it after people and companies are saved.
 */
export async function linkByDomain(
  client: ShopClient,
  shopId: string,
  { people, accounts }: LinkInput,
): Promise<void> {
  if (accounts.length === 0 && (people.length === 0 || !(await hasCompanies(client, shopId))))
    return;
  const companies = [
    ...(await companiesOfPeople(client, shopId, people)),
    ...(await companiesOfChanges(client, shopId, accounts)),
  ];
  const domains = await refreshDomains(client, shopId, companies);
  await linkPeople(client, shopId, [
    ...people,
    ...(await peopleAtDomains(client, shopId, domains)),
  ]);
}

/** Links the people at a company's domains, after the company was made or changed here. */
export async function linkCompany(client: ShopClient, shopId: string, gid: string): Promise<void> {
  const domains = await refreshDomains(client, shopId, [gid]);
  await linkPeople(client, shopId, await peopleAtDomains(client, shopId, domains));
}

async function companiesOfChanges(
  client: ShopClient,
  shopId: string,
  accounts: readonly AccountChange[],
): Promise<string[]> {
  const deleted: string[] = [];
  const changed = accounts.flatMap((change): string[] => {
    switch (change.kind) {
      case 'company.changed':
        return [companyGid(change.company.id)];
      case 'contact.changed':
        return [companyGid(change.contact.companyId)];
      case 'company.deleted':
        return [companyGid(change.id)];
      case 'contact.deleted':
        deleted.push(change.id);
        return [];
      case 'location.changed':
      case 'location.deleted':
        return [];
    }
  });
  if (deleted.length === 0) return changed;
  return [...changed, ...(await companiesOfContacts(client, shopId, deleted))];
}

/** @returns the domains that companies gained or lost */
async function refreshDomains(
  client: ShopClient,
  shopId: string,
  companies: readonly string[],
): Promise<string[]> {
  if (companies.length === 0) return [];
  const wanted = await domainsOfCompanies(client, shopId, companies);
  const known = await savedDomains(client, shopId, companies);
  const own = wanted.filter(({ domain }) => domain !== '' && !isFreeMail(domain));
  const lost = without(known, own);
  const gained = without(own, known);
  await deleteDomains(client, shopId, lost);
  await insertDomains(client, shopId, gained);
  return [...new Set([...lost, ...gained].map(({ domain }) => domain))];
}

function without(these: CompanyDomain[], those: CompanyDomain[]): CompanyDomain[] {
  const keys = new Set(those.map(({ domain, gid }) => `${domain} ${gid}`));
  return these.filter(({ domain, gid }) => !keys.has(`${domain} ${gid}`));
}
