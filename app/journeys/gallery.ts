import type { Journey } from './definition.ts';
import { abandonedBasket } from './gallery/abandoned-basket.ts';
import { postPurchase } from './gallery/post-purchase.ts';

/** The journeys that run, in the order the admin shows them. */
export const journeys: readonly Journey[] = [abandonedBasket, postPurchase];

/** A journey by its key; undefined for a key of no journey. */
export function journeyByKey(key: string): Journey | undefined {
  return journeys.find((journey) => journey.key === key);
}
