import type { ShopClient } from '#app/platform/db.server.ts';
import { dayNumberIn, noonOf } from '#app/lib/shop-day.ts';
import { boughtProducts } from '#app/predictions/product-rhythms.server.ts';
import { replenishments } from '#app/predictions/replenish.ts';
import type { PersonPrediction, WantedAgain, PersonForecast } from './person-forecast.ts';

const WANTED_SHOWN = 5;

/** Reads the forecast for a person at a moment. */
export async function loadPersonForecast(
  client: ShopClient,
  shopId: string,
  profileId: string,
  timeZone: string,
  now: number,
): Promise<PersonForecast> {
  const { rows } = await client.query<PersonPrediction>(
    `select alive, again, orders, orders_low as "ordersLow", orders_high as "ordersHigh",
            spend_minor as "spendMinor", spend_low_minor as "spendLowMinor",
            spend_high_minor as "spendHighMinor", currency, next_order_at as "nextOrderAt",
            model_version as "modelVersion", reckoned_at as "computedAt"
       from prediction where shop_id = $1 and profile_id = $2`,
    [shopId, profileId],
  );
  const prediction = rows[0] ?? null;
  return {
    prediction,
    lack: prediction === null ? await lackOf(client, shopId, profileId) : null,
    wantedAgain: await wantedAgain(client, shopId, profileId, timeZone, now),
  };
}

async function lackOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonForecast['lack']> {
  const { rows } = await client.query<{ bought: boolean; outcome: string | null }>(
    `select exists (select from purchase where shop_id = $1 and profile_id = $2
                       and placed_at is not null and cancelled_at is null) as bought,
            (select outcome from prediction_run where shop_id = $1) as outcome`,
    [shopId, profileId],
  );
  const [row] = rows;
  if (!row?.bought) return 'no_order';
  if (row.outcome === 'too_little') return 'too_little';
  return row.outcome === 'predicted' ? 'new_order' : 'not_yet';
}

async function wantedAgain(
  client: ShopClient,
  shopId: string,
  profileId: string,
  timeZone: string,
  now: number,
): Promise<WantedAgain[]> {
  const bought = await boughtProducts(client, shopId, profileId, timeZone);
  const titles = new Map(bought.map(({ productId, title }) => [productId, title]));
  const typical = new Map(
    bought.flatMap(({ productId, typical: rhythm }) => (rhythm ? [[productId, rhythm]] : [])),
  );
  return replenishments(bought, typical, dayNumberIn(now, timeZone))
    .slice(0, WANTED_SHOWN)
    .map(({ from, due, to, ...wanted }) => ({
      ...wanted,
      title: titles.get(wanted.productId) ?? '',
      from: noonOf(from, timeZone),
      due: noonOf(due, timeZone),
      to: noonOf(to, timeZone),
    }));
}
