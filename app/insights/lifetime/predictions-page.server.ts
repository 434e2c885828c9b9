import type { ShopClient } from '#app/db.server.ts';
import { lifetimeModels, type ModelVersion } from './lifetime-models.server.ts';
import { predictionRun, type PredictionRun } from './prediction-run.server.ts';

/** What is expected of everybody together within 12 months; money in minor units. */
export type PredictedTotals = {
  people: number;
  /** People of whom another order is expected, by their chances. */
  again: number;
  orders: number;
  /** Null when too little is known of what people spend. */
  spendMinor: number | null;
  currency: string | null;
  /** When the last of them was reckoned, epoch milliseconds. */
  reckonedAt: number;
};

export type PredictionsPage = {
  run: PredictionRun | null;
  /** The newest first. */
  versions: ModelVersion[];
  totals: PredictedTotals | null;
};

const VERSIONS_SHOWN = 20;

/** Everything on the page of predictions. */
export async function loadPredictionsPage(
  client: ShopClient,
  shopId: string,
): Promise<PredictionsPage> {
  const { rows } = await client.query<PredictedTotals & { reckonedAt: number | null }>(
    `select count(*) as people, coalesce(sum(again), 0)::float8 as again,
            coalesce(sum(orders), 0)::float8 as orders, sum(spend_minor)::bigint as "spendMinor",
            min(currency) as currency, max(reckoned_at) as "reckonedAt"
       from prediction where shop_id = $1`,
    [shopId],
  );
  const totals = rows[0];
  return {
    run: await predictionRun(client, shopId),
    versions: await lifetimeModels(client, shopId, VERSIONS_SHOWN),
    totals: totals && totals.people > 0 ? totals : null,
  };
}
