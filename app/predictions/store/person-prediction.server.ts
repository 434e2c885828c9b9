import type { ShopClient } from '#app/platform/db.server.ts';
import type { PersonPrediction } from '#app/predictions/page/person-forecast.ts';
import type { PredictionOutcome } from '#app/predictions/prediction-run.ts';

/** What is expected of a person; null when nothing was predicted. */
export async function personPrediction(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonPrediction | null> {
  const { rows } = await client.query<PersonPrediction>(
    `select alive, again, orders, orders_low as "ordersLow", orders_high as "ordersHigh",
            spend_minor as "spendMinor", spend_low_minor as "spendLowMinor",
            spend_high_minor as "spendHighMinor", currency, next_order_at as "nextOrderAt",
            model_version as "modelVersion", reckoned_at as "computedAt"
       from prediction where shop_id = $1 and profile_id = $2`,
    [shopId, profileId],
  );
  return rows[0] ?? null;
}

/** Whether a person ever bought, and how the shop's newest calculation ended; null while there was none. */
export async function forecastBasis(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<{ bought: boolean; outcome: PredictionOutcome | null } | null> {
  const { rows } = await client.query<{ bought: boolean; outcome: PredictionOutcome | null }>(
    `select exists (select from purchase where shop_id = $1 and profile_id = $2
                       and placed_at is not null and cancelled_at is null) as bought,
            (select outcome from prediction_run where shop_id = $1) as outcome`,
    [shopId, profileId],
  );
  return rows[0] ?? null;
}
