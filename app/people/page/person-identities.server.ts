import type { ShopClient } from '#app/platform/db.server.ts';
import { isSplittable } from '#app/profiles/profile-parts.ts';
import type { PersonJoin, Identities, PersonCompany } from './person-identities.ts';
import { identifierWords, joinWords, topicOrigin } from './identity-words.ts';

const IDENTITIES_SHOWN = 40;
const JOINS_SHOWN = 20;
const COMPANIES_SHOWN = 10;

/** What a person is known by and which profiles they were merged from. */
export async function personIdentities(
  client: ShopClient,
  shopId: string,
  profileId: string,
  now: number,
): Promise<Identities> {
  const { rows } = await client.query<{
    kind: string;
    value: string;
    at: number;
    topic: string | null;
    count: number;
  }>(
    `select kind, value, linked_at as at, linked_by as topic, count(*) over () as count
       from identity where shop_id = $1 and profile_id = $2
      order by array_position(array['customer', 'email', 'phone', 'order', 'visitor', 'cart', 'checkout'], kind), value
      limit $3`,
    [shopId, profileId, IDENTITIES_SHOWN],
  );
  return {
    identities: rows.map(({ kind, value, at, topic }) => ({
      kind,
      value,
      at,
      by: topicOrigin(topic),
    })),
    count: rows[0]?.count ?? 0,
    joins: await joinsOf(client, shopId, profileId, now),
    companies: await companiesOf(client, shopId, profileId),
  };
}

async function companiesOf(
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

async function joinsOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
  now: number,
): Promise<PersonJoin[]> {
  const { rows } = await client.query<
    Omit<PersonJoin, 'state' | 'why'> & {
      cause: string;
      state: 'open' | 'settled' | 'split';
      lastAt: number | null;
    }
  >(
    `select profile_join.id, profile_join.at, cause, via, profile_join.state, profile.joined_at as "lastAt",
            (select other.id from profile other
              where other.shop_id = $1 and other.id in (from_id, into_id) and other.id <> $2 limit 1) as "otherId"
       from profile_join join profile on profile.shop_id = $1 and profile.id = $2
      where profile_join.shop_id = $1 and profile_id = $2
      order by profile_join.joined_at desc, profile_join.id limit $3`,
    [shopId, profileId, JOINS_SHOWN],
  );
  return rows.map(({ cause, lastAt, state, via, ...join }) => {
    const isRemembered = lastAt !== null && isSplittable({ lastAt, joins: 0 }, now);
    return {
      ...join,
      why: joinWords(cause),
      via: via.map(identifierWords),
      state:
        state !== 'open'
          ? state
          : cause === 'customer.merged'
            ? 'merged_in_shopify'
            : isRemembered
              ? 'open'
              : 'settled',
    };
  });
}
