import type { Journey } from './definition.ts';
import { abandonedCart1 } from './gallery/abandoned-cart-1.ts';
import { abandonedCart } from './gallery/abandoned-cart.ts';
import { postPurchase1 } from './gallery/post-purchase-1.ts';
import { postPurchase2 } from './gallery/post-purchase-2.ts';
import { postPurchase } from './gallery/post-purchase.ts';

/** The journeys that run, in the order the admin shows them. */
export const journeys: readonly Journey[] = [abandonedCart, postPurchase];

/**
 * Versions that people entered before and may still be in. A changed journey gets the next number, and the version
 * before it moves here; it starts no run.
 */
export const earlierJourneys: readonly Journey[] = [abandonedCart1, postPurchase1, postPurchase2];

/** A journey by its key; undefined for a key of no journey. */
export function journeyByKey(key: string): Journey | undefined {
  return journeys.find((journey) => journey.key === key);
}

/** A version of a journey, the newest or an earlier one; undefined when there is none. */
export function journeyVersion(key: string, version: number): Journey | undefined {
  return [...journeys, ...earlierJourneys].find(
    (journey) => journey.key === key && journey.version === version,
  );
}
