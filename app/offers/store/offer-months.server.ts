import type { ShopClient } from '#app/platform/db.server.ts';
import type { OfferMonth } from '#app/offers/offer-lookup.ts';

/** What offers came to in a month. */
export type OfferMonthRow = OfferMonth & {
  offer: string;
  used: number;
  usedByOthers: number;
  /** Orders of which it is not known what the code took off; their cost is in no sum. */
  costUnknown: number;
};

/** What each offer came to in a month of the shop, offers without any left out. @param month its first day: `2026-11-01` */
export async function listOfferMonths(
  client: ShopClient,
  shopId: string,
  month: string,
): Promise<OfferMonthRow[]> {
  const { rows } = await client.query<OfferMonthRow>(
    `select offer_key as offer, issued, used, used_by_others as "usedByOthers", cost_minor as "costMinor",
            cost_unknown as "costUnknown"
       from offer_month where shop_id = $1 and month = $2::date order by offer_key limit 1000`,
    [shopId, month],
  );
  return rows;
}

/** The same by the key of the offer. */
export async function selectOfferMonths(
  client: ShopClient,
  shopId: string,
  month: string,
): Promise<Map<string, OfferMonth>> {
  const rows = await listOfferMonths(client, shopId, month);
  return new Map(rows.map(({ offer, issued, costMinor }) => [offer, { issued, costMinor }]));
}
