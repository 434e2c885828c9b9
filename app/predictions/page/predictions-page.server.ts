import type { ShopClient } from '#app/platform/db.server.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { lifetimeModel, lifetimeModels } from '#app/predictions/store/lifetime-models.server.ts';
import { predictedTotals } from '#app/predictions/store/predicted-totals.server.ts';
import type { ModelSort } from '#app/predictions/lifetime-models.ts';
import { predictionRun } from '#app/predictions/store/prediction-run.server.ts';
import type { PredictionsPage } from './predictions-page.ts';

/**
 * Everything on the page of predictions.
 * @param view how the models are looked at
 */
export async function loadPredictionsPage(
  client: ShopClient,
  shopId: string,
  view: ListView<ModelSort>,
): Promise<PredictionsPage> {
  const totals = await predictedTotals(client, shopId);
  return {
    run: await predictionRun(client, shopId),
    used: await lifetimeModel(client, shopId),
    versions: await lifetimeModels(client, shopId, view),
    totals,
  };
}
