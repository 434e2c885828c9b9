import type { ShopClient } from '#app/platform/db.server.ts';
import { LINE_IS_KEPT } from '#app/profiles/orders/order-goods.ts';
import type { RetailHistory, Colleague, CompanyDuplicate } from '../applicant-history.ts';

/** Of each list a reviewer sees the first. */
const MOST = 10;

/** The profile with an email address and the dates of its orders; null when none has it. */
export async function findRetailProfile(
  client: ShopClient,
  shopId: string,
  email: string,
): Promise<Omit<RetailHistory, 'products'> | null> {
  const { rows } = await client.query<Omit<RetailHistory, 'products'>>(
    `select profile.id as "profileId", name, orders, spent_minor as "spentMinor", score, grade, stage,
            last_seen_at as "lastSeenAt", first_order as "firstOrderAt", last_order as "lastOrderAt"
       from identity
       join profile on profile.shop_id = $1 and profile.id = identity.profile_id
       cross join lateral (
         select min(placed_at) as first_order, max(placed_at) as last_order
           from purchase
          where purchase.shop_id = $1 and purchase.profile_id = profile.id and cancelled_at is null
       ) as bought
      where identity.shop_id = $1 and identity.kind = 'email' and identity.value = $2`,
    [shopId, email],
  );
  return rows[0] ?? null;
}

/** The products that a profile bought most, by units. */
export async function productsBought(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<RetailHistory['products']> {
  const { rows } = await client.query<{ title: string; units: number }>(
    `select line->>'title' as title, sum(coalesce((line->>'current')::int, (line->>'quantity')::int)) as units
       from purchase
       cross join lateral json_array_elements(purchase.snapshot->'lines') as line
      where purchase.shop_id = $1 and purchase.profile_id = $2 and cancelled_at is null
        and ${LINE_IS_KEPT}
      group by 1
      order by units desc, title
      limit ${String(MOST)}`,
    [shopId, profileId],
  );
  return rows;
}

/** People whose email address is at a domain, but for one address; those who spent most first. */
export async function peopleOfDomain(
  client: ShopClient,
  shopId: string,
  domain: string,
  exceptEmail: string,
): Promise<Colleague[]> {
  const { rows } = await client.query<Colleague>(
    `select id as "profileId", email, orders, spent_minor as "spentMinor"
       from profile
      where shop_id = $1 and email is not null and email <> $2
        and split_part(email, '@', 2) = $3
      order by spent_minor desc, email
      limit ${String(MOST)}`,
    [shopId, exceptEmail, domain],
  );
  return rows;
}

/**
 * Other applications that share the address, the tax number or the domain of one.
 * @param taxId its letters and digits alone
 * @param domains of its address and its website
 */
export async function similarApplications(
  client: ShopClient,
  shopId: string,
  application: { id: string; email: string },
  taxId: string,
  domains: readonly string[],
): Promise<(CompanyDuplicate & { kind: 'application' })[]> {
  const { rows } = await client.query<CompanyDuplicate & { kind: 'application' }>(
    `select 'application' as kind, id, company, state,
            case when email = $3 and verified_at is null then 'same email address, not confirmed'
                 when email = $3 then 'same email address'
                 when regexp_replace(upper(tax_id), '[^A-Z0-9]', '', 'g') = $4 then 'same tax number'
                 else 'same email domain' end as why
       from application
      where shop_id = $1 and id <> $2
        and (email = $3
          or regexp_replace(upper(tax_id), '[^A-Z0-9]', '', 'g') = $4
          or split_part(email, '@', 2) = any($5))
      order by submitted_at desc
      limit ${String(MOST)}`,
    [shopId, application.id, application.email, taxId, domains],
  );
  return rows;
}

/** Accounts at some domains, but for that of one application. */
export async function accountsAtDomains(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  domains: readonly string[],
): Promise<(CompanyDuplicate & { kind: 'account' })[]> {
  const { rows } = await client.query<CompanyDuplicate & { kind: 'account' }>(
    `select 'account' as kind, id, name as company, 'same domain' as why
       from account
      where shop_id = $1 and application_id is distinct from $2 and domain = any($3)
      limit ${String(MOST)}`,
    [shopId, applicationId, domains],
  );
  return rows;
}
