import type { ShopClient } from '#app/platform/db.server.ts';
import type { AccountChange } from '#app/events/account-change.ts';
import { isFreeMail } from '#app/lib/free-mail.ts';
import { companyGid } from './save-accounts.server.ts';

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
  await linkPeople(client, shopId, [...people, ...(await peopleAt(client, shopId, domains))]);
}

/** Links the people at a company's domains, after the company was made or changed here. */
export async function linkCompany(client: ShopClient, shopId: string, gid: string): Promise<void> {
  const domains = await refreshDomains(client, shopId, [gid]);
  await linkPeople(client, shopId, await peopleAt(client, shopId, domains));
}

/** Most shops sell to no companies, and theirs is every batch. */
async function hasCompanies(client: ShopClient, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    `select exists (select from account where shop_id = $1)
       or exists (select from account_contact where shop_id = $1) as has`,
    [shopId],
  );
  return rows[0]?.has === true;
}

async function companiesOfPeople(
  client: ShopClient,
  shopId: string,
  people: readonly string[],
): Promise<string[]> {
  if (people.length === 0) return [];
  const { rows } = await client.query<{ gid: string }>(
    `select company_gid as gid from identity
       join account_contact contact on contact.shop_id = $1 and contact.customer_id = identity.value
      where identity.shop_id = $1 and identity.profile_id = any($2) and identity.kind = 'customer'`,
    [shopId, people],
  );
  return rows.map(({ gid }) => gid);
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
  const { rows } = await client.query<{ gid: string }>(
    'select company_gid as gid from account_contact where shop_id = $1 and id = any($2)',
    [shopId, deleted],
  );
  return [...changed, ...rows.map(({ gid }) => gid)];
}

/** @returns the domains that companies gained or lost */
async function refreshDomains(
  client: ShopClient,
  shopId: string,
  companies: readonly string[],
): Promise<string[]> {
  if (companies.length === 0) return [];
  const { rows: wanted } = await client.query<{ domain: string; gid: string }>(
    `select lower(domain) as domain, company_gid as gid from account
      where shop_id = $1 and company_gid = any($2) and domain is not null and deleted_at is null
     union
     select split_part(address.value, '@', 2), contact.company_gid from account_contact contact
       join identity customer on customer.shop_id = $1 and customer.kind = 'customer'
        and customer.value = contact.customer_id
       join identity address on address.shop_id = $1 and address.profile_id = customer.profile_id
        and address.kind = 'email'
      where contact.shop_id = $1 and contact.company_gid = any($2) and contact.deleted_at is null
        and not exists (select from account where shop_id = $1 and company_gid = contact.company_gid
          and deleted_at is not null)`,
    [shopId, companies],
  );
  const { rows: known } = await client.query<{ domain: string; gid: string }>(
    `select domain, company_gid as gid from account_domain where shop_id = $1 and company_gid = any($2)`,
    [shopId, companies],
  );
  const own = wanted.filter(({ domain }) => domain !== '' && !isFreeMail(domain));
  const lost = without(known, own);
  const gained = without(own, known);
  await client.query(
    `delete from account_domain using unnest($2::text[], $3::text[]) as lost (domain, gid)
      where shop_id = $1 and account_domain.domain = lost.domain and company_gid = lost.gid`,
    [shopId, lost.map(({ domain }) => domain), lost.map(({ gid }) => gid)],
  );
  await client.query(
    `insert into account_domain (shop_id, domain, company_gid)
     select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
    [shopId, gained.map(({ domain }) => domain), gained.map(({ gid }) => gid)],
  );
  return [...new Set([...lost, ...gained].map(({ domain }) => domain))];
}

function without<T extends { domain: string; gid: string }>(these: T[], those: T[]): T[] {
  const keys = new Set(those.map(({ domain, gid }) => `${domain} ${gid}`));
  return these.filter(({ domain, gid }) => !keys.has(`${domain} ${gid}`));
}

/** Everybody with an address at one of some domains. Reads all addresses of the shop. */
async function peopleAt(
  client: ShopClient,
  shopId: string,
  domains: readonly string[],
): Promise<string[]> {
  if (domains.length === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    `select distinct profile_id as id from identity
      where shop_id = $1 and kind = 'email' and split_part(value, '@', 2) = any($2)`,
    [shopId, domains],
  );
  return rows.map(({ id }) => id);
}

async function linkPeople(
  client: ShopClient,
  shopId: string,
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return;
  await client.query(
    `with wanted as (
       select distinct company_gid, profile_id from identity
       join account_domain on account_domain.shop_id = $1 and domain = split_part(value, '@', 2)
       where identity.shop_id = $1 and identity.profile_id = any($2) and kind = 'email'),
     gone as (
       delete from account_contact contact
       where shop_id = $1 and source = 'email domain' and profile_id = any($2)
         and not exists (select from wanted
           where wanted.company_gid = contact.company_gid and wanted.profile_id = contact.profile_id))
     insert into account_contact (shop_id, id, company_gid, profile_id, source, updated_at)
     select $1, company_gid || ' ' || profile_id, company_gid, profile_id, 'email domain', now() from wanted
     on conflict do nothing`,
    [shopId, [...new Set(people)]],
  );
}
