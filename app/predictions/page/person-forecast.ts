import type { Replenishment } from '#app/predictions/replenish.ts';

/** What is expected of a person within 12 months. Times are epoch milliseconds, money minor units. */
export type PersonPrediction = {
  alive: number;
  again: number;
  orders: number;
  ordersLow: number;
  ordersHigh: number;
  spendMinor: number | null;
  spendLowMinor: number | null;
  spendHighMinor: number | null;
  currency: string | null;
  nextOrderAt: number | null;
  modelVersion: number;
  computedAt: number;
};

/** A product that a person will want again, with its title; moments are noons in the shop's zone. */
export type WantedAgain = Pick<Replenishment, 'productId' | 'by' | 'times' | 'rhythm'> & {
  title: string;
  from: number;
  due: number;
  to: number;
};

/** The forecast for a person. */
export type PersonForecast = {
  prediction: PersonPrediction | null;
  /** Why there is no prediction. */
  lack: 'no_order' | 'new_order' | 'too_little' | 'not_yet' | null;
  wantedAgain: WantedAgain[];
};
