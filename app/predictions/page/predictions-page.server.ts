import type { ShopClient } from '#app/platform/db.server.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { lifetimeModel, lifetimeModels } from '#app/predictions/lifetime-models.server.ts';
import type { ModelSort } from '#app/predictions/lifetime-models.ts';
import { predictionRun } from '#app/predictions/prediction-run.server.ts';
import type { PredictedTotals, PredictionsPage } from './predictions-page.ts';

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
