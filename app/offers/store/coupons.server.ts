import type { ShopClient } from '#app/platform/db.server.ts';
import type { OfferCodeRow } from './offer-codes.server.ts';

/** The newest offer of a run. */
export type RunOfferRow = Pick<OfferCodeRow, 'code' | 'isDiscount' | 'state' | 'expiresAt'> & {
  runId: string;
  key: string;
  version: number;
  digest: string;
  currency: string;
  timeZone: string;
};

/**
 * The newest offer of each of some runs; runs without one are left out. Until the transaction ends Shopify's answer about
 * them waits, so that what is held back because of it is let go by it.
 */
export async function selectOffersOfRuns(
  client: ShopClient,
  shopId: string,
  runIds: readonly string[],
): Promise<RunOfferRow[]> {
  const { rows } = await client.query<RunOfferRow>(
    `select run.id as "runId", made.code, made.is_discount as "isDiscount", made.state, made.expires_at as "expiresAt",
            made.offer_key as key, made.offer_version as version, found.digest, shop.currency,
            shop.time_zone as "timeZone"
       from unnest($2::uuid[]) as run (id)
       join shop on shop.id = $1
      cross join lateral (select * from offer_code
        where shop_id = $1 and run_id = run.id order by issued_at desc, code limit 1 for share) as made
       join definition_version as found on found.shop_id = $1 and found.kind = 'offer'
        and found.key = made.offer_key and found.version = made.offer_version`,
    [shopId, runIds],
  );
  return rows;
}
