import type { ShopClient } from '#app/platform/db.server.ts';

/** A subscriber who was interested in a product, with what says who that is. */
export type InterestedPerson = { id: string; email: string };

/**
 * Subscribers who looked at a product or had it in the cart since a moment and did not buy it, by their ids.
 * @param since epoch milliseconds
 * @param after only people whose id comes after this one
 */
export async function selectInterestedPeople(
  client: ShopClient,
  shopId: string,
  { productId, since, after }: { productId: string; since: number; after: string },
  limit: number,
): Promise<InterestedPerson[]> {
  const { rows } = await client.query<InterestedPerson>(
    `select profile.id, profile.email
       from profile_fact f
       join profile on profile.shop_id = $1 and profile.id = f.profile_id
      where f.shop_id = $1 and f.profile_id > $4 and f.interest_product && array[$2::text]
        and exists (
          select from unnest(f.interest_product, f.interest_at, f.interest_how) as sign (product, at, how)
           where product = $2 and at > $3 and how < 2)
        and profile.subscribed and profile.email is not null
      order by f.profile_id limit $5`,
    [shopId, productId, since, after, limit],
  );
  return rows;
}
