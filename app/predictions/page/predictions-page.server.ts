import type { ShopClient } from '#app/platform/db.server.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import { lifetimeModel, lifetimeModels } from '#app/predictions/lifetime-models.server.ts';
import type { ModelSort, LifetimeModelVersion } from '#app/predictions/lifetime-models.ts';
import { predictionRun } from '#app/predictions/prediction-run.server.ts';
import type { PredictionRun } from '#app/predictions/prediction-run.ts';
import type { PredictedTotals } from './predictions-page.ts';

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
