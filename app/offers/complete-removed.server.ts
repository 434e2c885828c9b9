import { inShop } from '#app/platform/db.server.ts';
import { codeDiscountNodeByCode } from '#app/shopify/operations/code-discount-node-by-code.ts';
import {
  failCodes,
  pauseAfter,
  tryCodesAgain,
  type CodeServices,
  type RefusedOutcome,
} from './code-effects.server.ts';
import type { RemovedCode } from './next-codes-to-remove.server.ts';
import { markRemoved } from './store/code-removals.server.ts';

/** Why a removal fails where the app may not do it. */
export const DENIED = 'Shopify does not allow this app to change discounts.';

/**
 * Looks up codes in Shopify, and notes those that it does not have any more, as when their discount was deleted in the admin.
 * What was found until one was not answered counts.
 * @returns the codes that are not known to be gone, and why one of them was not answered; null when all were
 */
export async function markGone(
  { pool, admin, clock }: CodeServices,
  shopId: string,
  codes: readonly RemovedCode[],
): Promise<{ left: RemovedCode[]; unanswered: RefusedOutcome | null }> {
  const gone = new Set<string>();
  let unanswered: RefusedOutcome | null = null;
  for (const { row } of codes) {
    const place = await codeDiscountNodeByCode(admin, row.code);
    if (place.outcome !== 'ok' && place.outcome !== 'redacted') {
      unanswered = place;
      break;
    }
    // What another discount has by now is not ours.
    if (place.data === null || (place.data.codeId ?? row.shopifyId) !== row.shopifyId)
      gone.add(row.code);
  }
  // The next look at what is due finds them gone, and completes what asked for it.
  await inShop(pool, shopId, (client) => markRemoved(client, shopId, [...gone], clock.now()));
  return { left: codes.filter(({ row }) => !gone.has(row.code)), unanswered };
}

/**
 * Looks up codes that Shopify would not delete. Those that it does not have any more are gone; the others have failed.
 * @param answer why Shopify would not
 * @returns for how long to wait before anything else is tried, milliseconds; 0 to go on
 */
export async function completeRemoved(
  services: CodeServices,
  shopId: string,
  codes: readonly RemovedCode[],
  answer: string,
): Promise<number> {
  const { left, unanswered } = await markGone(services, shopId, codes);
  if (unanswered === null) return await failRemovals(services, shopId, left, answer);
  if (unanswered.outcome === 'denied') return await failRemovals(services, shopId, left, DENIED);
  if (unanswered.outcome !== 'throttled' && unanswered.outcome !== 'unauthorized')
    await tryRemovalsAgain(services, shopId, left, answer);
  return pauseAfter(unanswered);
}

/** Ends removals that will never be carried out. */
export async function failRemovals(
  services: CodeServices,
  shopId: string,
  codes: readonly RemovedCode[],
  answer: string,
): Promise<number> {
  const keys = codes.map(({ effect: { key } }) => key);
  await failCodes(services, shopId, keys, { reason: null, answer });
  return 0;
}

/** Has codes deleted again after a while, or fail after their last try. @param answer why Shopify did not do it */
export async function tryRemovalsAgain(
  services: CodeServices,
  shopId: string,
  codes: readonly RemovedCode[],
  answer: string,
): Promise<void> {
  const effects = codes.map(({ effect }) => effect);
  await tryCodesAgain(services, shopId, 'remove_code', effects, answer);
}
