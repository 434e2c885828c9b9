import type { ShopClient } from '#app/platform/db.server.ts';

/** A company by its global id, and a domain at which its people have email addresses. */
export type CompanyDomain = { domain: string; gid: string };

/** Most shops sell to no companies, and theirs is every batch. */
export async function hasCompanies(client: ShopClient, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    `select exists (select from account where shop_id = $1)
       or exists (select from account_contact where shop_id = $1) as has`,
    [shopId],
  );
  return rows[0]?.has === true;
}

/** The companies that people buy for, as Shopify says. */
export async function companiesOfPeople(
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

/** The companies of some contacts, by the contacts' ids. */
export async function companiesOfContacts(
  client: ShopClient,
  shopId: string,
  contacts: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ gid: string }>(
    'select company_gid as gid from account_contact where shop_id = $1 and id = any($2)',
    [shopId, contacts],
  );
  return rows.map(({ gid }) => gid);
}

/** The domains that companies have by what is known now: their own, and those of their contacts. */
export async function domainsOfCompanies(
  client: ShopClient,
  shopId: string,
  companies: readonly string[],
): Promise<CompanyDomain[]> {
  const { rows } = await client.query<CompanyDomain>(
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
  return rows;
}

/** The domains of companies as they were saved last. */
export async function savedDomains(
  client: ShopClient,
  shopId: string,
  companies: readonly string[],
): Promise<CompanyDomain[]> {
  const { rows } = await client.query<CompanyDomain>(
    `select domain, company_gid as gid from account_domain where shop_id = $1 and company_gid = any($2)`,
    [shopId, companies],
  );
  return rows;
}

export async function deleteDomains(
  client: ShopClient,
  shopId: string,
  lost: readonly CompanyDomain[],
): Promise<void> {
  await client.query(
    `delete from account_domain using unnest($2::text[], $3::text[]) as lost (domain, gid)
      where shop_id = $1 and account_domain.domain = lost.domain and company_gid = lost.gid`,
    [shopId, lost.map(({ domain }) => domain), lost.map(({ gid }) => gid)],
  );
}

export async function insertDomains(
  client: ShopClient,
  shopId: string,
  gained: readonly CompanyDomain[],
): Promise<void> {
  await client.query(
    `insert into account_domain (shop_id, domain, company_gid)
     select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
    [shopId, gained.map(({ domain }) => domain), gained.map(({ gid }) => gid)],
  );
}

/** All people with an address at one of some domains. Reads all addresses of the shop. */
export async function peopleAtDomains(
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

/** Makes people contacts of the companies at whose domains their email addresses are, and of no others. */
export async function linkPeople(
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
