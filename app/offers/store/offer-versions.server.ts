import type { ShopClient } from '#app/platform/db.server.ts';

/** A version of an offer, with the shop's currency. */
export type FoundOfferVersion = { key: string; version: number; digest: string; currency: string };

/** A published version of an offer; undefined when there is none. */
export async function findOfferVersion(
  client: ShopClient,
  shopId: string,
  { offer, version }: { offer: string; version: number },
): Promise<FoundOfferVersion | undefined> {
  const { rows } = await client.query<FoundOfferVersion>(
    `select key, version, digest, shop.currency
       from definition_version join shop on shop.id = $1
      where definition_version.shop_id = $1 and kind = 'offer' and key = $2 and version = $3`,
    [shopId, offer, version],
  );
  return rows[0];
}
