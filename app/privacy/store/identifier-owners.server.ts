import type { Identifier, IdentifierKind } from '#app/events/event.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** An identifier, and the profile that it leads to. */
export type IdentifierOwner = {
  kind: IdentifierKind;
  value: string;
  profileId: string;
  customerId: string | null;
  email: string | null;
  /** Where the profile's address comes from; null when it has none. */
  emailBy: string | null;
};

/** The profiles that customers, addresses and numbers lead to. */
export async function findOwners(
  client: ShopClient,
  shopId: string,
  requested: readonly Identifier[],
): Promise<IdentifierOwner[]> {
  const { rows } = await client.query<IdentifierOwner>(
    `select i.kind, i.value, i.profile_id as "profileId", p.customer_id as "customerId", p.email,
            p.state #>> '{email,by}' as "emailBy"
       from identity i join profile p on p.shop_id = $1 and p.id = i.profile_id
       join unnest($2::text[], $3::text[]) as input (kind, value) on input.kind = i.kind and input.value = i.value
      where i.shop_id = $1 and i.kind in ('customer', 'email', 'phone')`,
    [shopId, requested.map(({ kind }) => kind), requested.map(({ value }) => value)],
  );
  return rows;
}

/** The identifiers that lead to profiles. */
export async function identifiersOfProfiles(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<Identifier[]> {
  const { rows } = await client.query<Identifier>(
    'select kind, value from identity where shop_id = $1 and profile_id = any($2)',
    [shopId, profileIds],
  );
  return rows;
}

/**
 * Those of some addresses that Shopify says are another customer's by now: they stay, with what was refused there. What
 * another person only typed into a checkout is not theirs by that.
 */
export async function emailsOfOthers(
  client: ShopClient,
  shopId: string,
  emails: readonly string[],
  profileIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ email: string | null }>(
    `select distinct email from profile
      where shop_id = $1 and email = any($2) and id <> all($3)
        and customer_id is not null and state #>> '{email,by}' = 'customer'`,
    [shopId, emails, profileIds],
  );
  return new Set(rows.flatMap(({ email }) => email ?? []));
}

/** Those of some numbers that another person has too, such as a family's: they stay, with what was said of them. */
export async function phonesOfOthers(
  client: ShopClient,
  shopId: string,
  phones: readonly string[],
  profileIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ phone: string | null }>(
    'select distinct phone from profile where shop_id = $1 and phone = any($2) and id <> all($3)',
    [shopId, phones, profileIds],
  );
  return new Set(rows.flatMap(({ phone }) => phone ?? []));
}
