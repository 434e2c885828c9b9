import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { AccountChange } from '#app/events/account-change.ts';
import { idOf } from '#app/lib/ids.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { companyGid } from '../company-gid.ts';

type Changed<Kind extends AccountChange['kind']> = Extract<AccountChange, { kind: Kind }>;

/** Saves companies, each once, where they are not older than what is known. */
export async function saveCompanies(
  client: ShopClient,
  shopId: string,
  companies: Changed<'company.changed'>['company'][],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into account (shop_id, id, name, company_gid, external_id, main_contact_id, customer_since,
       created_at, updated_at)
     select $1, id, name, company_gid, external_id, main_contact_id, customer_since, updated_at, updated_at
     from json_to_recordset($2) as row (id uuid, name text, company_gid text, external_id text,
       main_contact_id text, customer_since timestamptz, updated_at timestamptz)
     on conflict (shop_id, company_gid) do update set name = excluded.name,
       external_id = excluded.external_id, main_contact_id = excluded.main_contact_id,
       customer_since = excluded.customer_since, updated_at = excluded.updated_at
     where account.updated_at is null or account.updated_at <= excluded.updated_at`,
    companies.map((company) => ({
      id: idOf('account', shopId, company.id),
      name: company.name,
      company_gid: companyGid(company.id),
      external_id: company.externalId,
      main_contact_id: company.mainContactId,
      customer_since: isoTime(company.customerSince),
      updated_at: isoTime(company.updatedAt),
    })),
  );
}

/** Saves the contacts of companies, each once, where they are not older than what is known. */
export async function saveContacts(
  client: ShopClient,
  shopId: string,
  contacts: Changed<'contact.changed'>['contact'][],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into account_contact (shop_id, id, company_gid, customer_id, title, updated_at)
     select $1, id, company_gid, customer_id, title, updated_at
     from json_to_recordset($2) as row (id text, company_gid text, customer_id text, title text,
       updated_at timestamptz)
     on conflict (shop_id, id) do update set company_gid = excluded.company_gid,
       customer_id = excluded.customer_id, title = excluded.title, updated_at = excluded.updated_at
     where account_contact.updated_at <= excluded.updated_at`,
    contacts.map(({ id, companyId, customerId, title, updatedAt }) => ({
      id,
      company_gid: companyGid(companyId),
      customer_id: customerId,
      title,
      updated_at: isoTime(updatedAt),
    })),
  );
}

/** Saves the locations of companies, each once, where they are not older than what is known. */
export async function saveLocations(
  client: ShopClient,
  shopId: string,
  locations: Changed<'location.changed'>['location'][],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into account_location (shop_id, id, company_gid, name, external_id, phone, country, updated_at)
     select $1, id, company_gid, name, external_id, phone, country, updated_at
     from json_to_recordset($2) as row (id text, company_gid text, name text, external_id text, phone text,
       country text, updated_at timestamptz)
     on conflict (shop_id, id) do update set company_gid = excluded.company_gid, name = excluded.name,
       external_id = excluded.external_id, phone = excluded.phone, country = excluded.country,
       updated_at = excluded.updated_at
     where account_location.updated_at <= excluded.updated_at`,
    locations.map(({ companyId, externalId, updatedAt, ...location }) => ({
      ...location,
      company_gid: companyGid(companyId),
      external_id: externalId,
      updated_at: isoTime(updatedAt),
    })),
  );
}

/**
 * Saves the account of an approved application, unless its company has one.
 * @param account `companyGid` is null where only a customer was tagged
 * @param now epoch milliseconds
 */
export async function insertAccountOfApplication(
  client: ShopClient,
  shopId: string,
  account: {
    id: string;
    name: string;
    domain: string | null;
    companyGid: string | null;
    applicationId: string;
  },
  now: number,
): Promise<void> {
  const { id, name, domain, companyGid: gid, applicationId } = account;
  await client.query(
    `insert into account (shop_id, id, name, domain, company_gid, application_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, company_gid) do nothing`,
    [shopId, id, name, domain, gid, applicationId, new Date(now)],
  );
}
