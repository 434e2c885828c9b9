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
