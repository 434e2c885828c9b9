import type { ShopClient } from '#app/platform/db.server.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import {
  lifetimeModel,
  lifetimeModels,
  type ModelSort,
  type LifetimeModelVersion,
} from '#app/predictions/lifetime-models.server.ts';
import { predictionRun, type PredictionRun } from '#app/predictions/prediction-run.server.ts';

/** What is expected of all people together within 12 months; money in minor units. */
export type PredictedTotals = {
  people: number;
  /** People of whom another order is expected, by their chances. */
  again: number;
  orders: number;
  /** Null when too little is known of what people spend. */
  spendMinor: number | null;
  currency: string | null;
  /** When the last of them was computed, epoch milliseconds. */
  computedAt: number;
};

export type PredictionsPage = {
  run: PredictionRun | null;
  /** The model in use; null when there is none yet. */
  used: LifetimeModelVersion | null;
  versions: RowPage<LifetimeModelVersion>;
  totals: PredictedTotals | null;
};

/**
 * Everything on the page of predictions.
 * @param view how the models are looked at
 */
export async function loadPredictionsPage(
  client: ShopClient,
  shopId: string,
  view: ListView<ModelSort>,
): Promise<PredictionsPage> {
  const { rows } = await client.query<PredictedTotals & { computedAt: number | null }>(
    `select count(*) as people, coalesce(sum(again), 0)::float8 as again,
            coalesce(sum(orders), 0)::float8 as orders, sum(spend_minor)::bigint as "spendMinor",
            min(currency) as currency, max(reckoned_at) as "computedAt"
       from prediction where shop_id = $1`,
    [shopId],
  );
  const totals = rows[0];
  return {
    run: await predictionRun(client, shopId),
    used: await lifetimeModel(client, shopId),
    versions: await lifetimeModels(client, shopId, view),
    totals: totals && totals.people > 0 ? totals : null,
  };
}
