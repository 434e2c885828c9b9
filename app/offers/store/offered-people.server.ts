import type { ShopClient } from '#app/platform/db.server.ts';

/** Those of some people whose application for wholesale was approved, or is being. */
export async function selectApprovedBuyers(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select id from unnest($2::uuid[]) as person (id)
      where exists (select from application
        where shop_id = $1 and profile_id = person.id and state in ('approving', 'approved'))`,
    [shopId, profileIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** When each of some people last got an offer, epoch milliseconds; people who never did are left out. */
export async function selectLastOffers(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; at: number }>(
    `select person.id, last.issued_at as at
       from unnest($2::uuid[]) as person (id)
      cross join lateral (select issued_at from offer_code
        where shop_id = $1 and profile_id = person.id order by issued_at desc limit 1) as last`,
    [shopId, profileIds],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/**
 * Of which versions of offers each of some people used a code, as `ten-off@3`, also of another person: Shopify counts it as theirs.
 * People without any are left out.
 */
export async function selectUsedVersions(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ id: string; versions: string[] }>(
    `select person.id, array_agg(distinct used.version) as versions
       from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select offer_key || '@' || offer_version as version from offer_code
         where shop_id = $1 and profile_id = person.id and state = 'used' and not used_by_other
        union all
        select offer_key || '@' || offer_version from code_use
          join offer_code on offer_code.shop_id = $1 and offer_code.code = code_use.code
         where code_use.shop_id = $1 and code_use.profile_id = person.id) as used
      group by person.id`,
    [shopId, profileIds],
  );
  return new Map(rows.map(({ id, versions }) => [id, new Set(versions)]));
}
