import type { ShopClient } from '#app/platform/db.server.ts';

/** A subscriber who was interested in a product, with what says who that is. */
export type InterestedPerson = { id: string; email: string };

/** Some of the interested people, and the person whose turn is next to be asked after; null when all were. */
export type InterestedPeople = { people: InterestedPerson[]; reached: string | null };

/** A product with an interest in it; times in epoch milliseconds. */
type AskedInterest = {
  productId: string;
  /** Since when people were interested and did not buy. */
  since: number;
  /** The event that a person must not have had about the product since a moment; it is what they would get now. */
  event: 'product.restocked' | 'product.reduced';
  quietSince: number;
  /** Only people whose id comes after this one. */
  after: string;
};

/**
 * Subscribers who looked at a product or had it in the cart since a moment, did not buy it since then and did not hear of it
 * lately. A part of all people is read, by their ids, for no index may be used to find those with a product: comparisons of
 * lists are not leakproof, and rows of other shops must stay hidden.
 * @param scanned how many people to read
 */
export async function selectInterestedPeople(
  client: ShopClient,
  shopId: string,
  { productId, since, event, quietSince, after }: AskedInterest,
  scanned: number,
): Promise<InterestedPeople> {
  const { rows } = await client.query<{ id: string | null; email: string | null }>(
    `with scanned as materialized (
       select profile_id, interest_product, interest_at, interest_how from profile_fact
        where shop_id = $1 and profile_id > $4 order by profile_id limit $7),
     found as (
       select profile.id, profile.email from scanned
         join profile on profile.shop_id = $1 and profile.id = scanned.profile_id
        where exists (
            select from unnest(interest_product, interest_at, interest_how) as sign (product, at, how)
             where product = $2 and at > $3::float8 and how < 2)
          and profile.subscribed and profile.email is not null
          -- Who looks at what they bought has a newer sign of it, so that orders are asked.
          and not exists (
            select from purchase
             where purchase.shop_id = $1 and purchase.profile_id = scanned.profile_id
               and purchase.placed_at > to_timestamp($3::float8 / 1000)
               and exists (
                 select from json_array_elements(purchase.snapshot -> 'lines') as line
                  where line ->> 'productId' = $2))
          and not exists (
            select from event
             where event.shop_id = $1 and event.profile_id = scanned.profile_id
               and event.at > to_timestamp($6::float8 / 1000) and event.kind = $5
               and event.props ->> 'productId' = $2))
     select id, email from found
     union all
     -- The last of a full part, after whom the next one begins.
     (select max(profile_id::text collate "C")::uuid, null from scanned having count(*) = $7)`,
    [shopId, productId, since, after, event, quietSince, scanned],
  );
  const people = rows.flatMap(({ id, email }) =>
    id === null || email === null ? [] : [{ id, email }],
  );
  return { people, reached: rows.find(({ email }) => email === null)?.id ?? null };
}
