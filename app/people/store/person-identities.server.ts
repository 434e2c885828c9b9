import type { ShopClient } from '#app/platform/db.server.ts';
import type { PersonCompany, PersonJoin } from '#app/people/page/person-identities.ts';

const IDENTITIES_SHOWN = 40;
const JOINS_SHOWN = 20;
const COMPANIES_SHOWN = 10;

/** Something a person is known by, linked at a moment by a topic, and how many such things there are in all. */
type IdentityRow = { kind: string; value: string; at: number; topic: string | null; count: number };

/** What a person is known by, the surest first. */
export async function identityRows(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<IdentityRow[]> {
  const { rows } = await client.query<IdentityRow>(
    `select kind, value, linked_at as at, linked_by as topic, count(*) over () as count
       from identity where shop_id = $1 and profile_id = $2
      order by array_position(array['customer', 'email', 'phone', 'order', 'visitor', 'cart', 'checkout'], kind), value
      limit $3`,
    [shopId, profileId, IDENTITIES_SHOWN],
  );
  return rows;
}

/** The companies that a person belongs to. */
export async function companiesOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonCompany[]> {
  const { rows } = await client.query<PersonCompany>(
    `select distinct on (contact.company_gid) contact.company_gid as gid, account.name, contact.source as by,
            account_domain.domain
       from account_contact contact
       left join account on account.shop_id = $1 and account.company_gid = contact.company_gid
       left join account_domain on contact.source = 'email domain' and account_domain.shop_id = $1
        and account_domain.company_gid = contact.company_gid
        and exists (select from identity where shop_id = $1 and profile_id = $2 and kind = 'email'
          and split_part(value, '@', 2) = account_domain.domain)
      where contact.shop_id = $1 and contact.deleted_at is null and account.deleted_at is null
        and (contact.profile_id = $2 or contact.customer_id in (
          select value from identity where shop_id = $1 and profile_id = $2 and kind = 'customer'))
      order by contact.company_gid, contact.source desc, account_domain.domain
      limit $3`,
    [shopId, profileId, COMPANIES_SHOWN],
  );
  return rows;
}

/** That two profiles became a person's, as it is stored; `lastAt` is when the person's last ones were, epoch ms. */
type JoinRow = Omit<PersonJoin, 'state' | 'why'> & {
  cause: string;
  state: 'open' | 'settled' | 'split';
  lastAt: number | null;
};

/** Which profiles a person was merged from, the newest first. */
export async function joinsOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<JoinRow[]> {
  const { rows } = await client.query<JoinRow>(
    `select profile_join.id, profile_join.at, cause, via, profile_join.state, profile.joined_at as "lastAt",
            (select other.id from profile other
              where other.shop_id = $1 and other.id in (from_id, into_id) and other.id <> $2 limit 1) as "otherId"
       from profile_join join profile on profile.shop_id = $1 and profile.id = $2
      where profile_join.shop_id = $1 and profile_id = $2
      order by profile_join.joined_at desc, profile_join.id limit $3`,
    [shopId, profileId, JOINS_SHOWN],
  );
  return rows;
}
