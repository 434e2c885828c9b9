import type { ShopClient } from '#app/platform/db.server.ts';

type OfferVersionName = { offer: string; version: number };

/** The global id in Shopify of the discount of a version; undefined while it is not known to exist. */
export async function readDiscountId(
  client: ShopClient,
  shopId: string,
  { offer, version }: OfferVersionName,
): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    `select shopify_id as id from offer_discount
      where shop_id = $1 and offer_key = $2 and offer_version = $3`,
    [shopId, offer, version],
  );
  return rows[0]?.id;
}

/** A bulk creation of codes that is under way; ids are global. */
export type RunningCreation = OfferVersionName & { shopifyId: string; creationId: string };

/** The bulk creations that are under way: of each version one at most. */
export async function listCreations(
  client: ShopClient,
  shopId: string,
): Promise<RunningCreation[]> {
  const { rows } = await client.query<RunningCreation>(
    `select offer_key as offer, offer_version as version, shopify_id as "shopifyId", creation_id as "creationId"
       from offer_discount where shop_id = $1 and creation_id is not null order by created_at limit 50`,
    [shopId],
  );
  return rows;
}

/** Notes the discount that was created for a version, or found. @param now epoch milliseconds */
export async function saveOfferDiscount(
  client: ShopClient,
  shopId: string,
  { offer, version }: OfferVersionName,
  shopifyId: string,
  now: number,
): Promise<void> {
  await client.query(
    `insert into offer_discount (shop_id, offer_key, offer_version, shopify_id, created_at)
     values ($1, $2, $3, $4, $5)
     on conflict (shop_id, offer_key, offer_version) do update set shopify_id = excluded.shopify_id`,
    [shopId, offer, version, shopifyId, new Date(now)],
  );
}

/** Notes the bulk creation that is under way; null when it is over. */
export async function setCreation(
  client: ShopClient,
  shopId: string,
  { offer, version }: OfferVersionName,
  creationId: string | null,
): Promise<void> {
  await client.query(
    `update offer_discount set creation_id = $4
      where shop_id = $1 and offer_key = $2 and offer_version = $3`,
    [shopId, offer, version, creationId],
  );
}

/** Forgets the discount of a version, so that it is looked for again. */
export async function forgetDiscount(
  client: ShopClient,
  shopId: string,
  { offer, version }: OfferVersionName,
): Promise<void> {
  await client.query(
    'delete from offer_discount where shop_id = $1 and offer_key = $2 and offer_version = $3',
    [shopId, offer, version],
  );
}
