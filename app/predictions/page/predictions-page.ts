import type { RowPage } from '#app/lib/list-view.ts';
import type { LifetimeModelVersion } from '#app/predictions/lifetime-models.ts';
import type { PredictionRun } from '#app/predictions/prediction-run.ts';

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

/** Everything on the page of predictions. */
export type PredictionsPage = {
  run: PredictionRun | null;
  /** The model in use; null when there is none yet. */
  used: LifetimeModelVersion | null;
  versions: RowPage<LifetimeModelVersion>;
  totals: PredictedTotals | null;
};
