import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { userErrorText } from '#app/shopify/admin-response.ts';
import { codeDiscountNodeByCode } from '#app/shopify/operations/code-discount-node-by-code.ts';
import { discountCodeRedeemCodeBulkDelete } from '#app/shopify/operations/discount-code-redeem-code-bulk-delete.ts';
import { shopifyJob } from '#app/shopify/operations/job.ts';
import {
  CODES_POLL_MS,
  failCodes,
  pauseAfter,
  putOffCodes,
  tryCodesAgain,
  type CodeServices,
} from './code-effects.server.ts';
import { nextCodesToRemove, type CodeToRemove } from './next-codes-to-remove.server.ts';
import {
  endRemoval,
  listRemovals,
  markRemoved,
  markRemoving,
} from './store/code-removals.server.ts';
import { readDiscountId } from './store/offer-discounts.server.ts';

/** Codes are deleted in Shopify by the hundred, when their time is over or they are taken back. */
export const removeCodeExecutor: EffectExecutor<'remove_code', CodeServices> = {
  works: 'by itself',
  run: removeCodes,
};

/** Groups of codes after which other jobs get their turn. */
const MOST_GROUPS = 20;

/**
 * Deletes in Shopify the codes that are due to be, those of one version of an offer together. Shopify does so in its own time:
 * until its job is over a code is not called deleted. What was deleted before may be deleted again.
 * @returns after how many milliseconds to go on; null when nothing waits
 */
async function removeCodes(services: CodeServices, shopId: string): Promise<number | null> {
  for (let groups = 0; groups < MOST_GROUPS; groups += 1) {
    const running = await endRemovals(services, shopId);
    if (running > 0) return await putOffCodes(services, shopId, 'remove_code', running);
    const codes = await nextCodesToRemove(services, shopId);
    if (codes === null) return null;
    const pause = await removeGroup(services, shopId, codes);
    if (pause > 0) return await putOffCodes(services, shopId, 'remove_code', pause);
  }
  return 1;
}

/** Notes the codes whose jobs in Shopify are over. @returns for how long to wait for others, milliseconds; 0 when none is left */
async function endRemovals(services: CodeServices, shopId: string): Promise<number> {
  const { pool, clock, admin } = services;
  let pause = 0;
  for (const id of await inShop(pool, shopId, (client) => listRemovals(client, shopId))) {
    const state = await shopifyJob(admin, id);
    // A job that will never be answered: its codes are deleted again, and fail with what Shopify says then.
    const isLost = state.outcome === 'denied' || state.outcome === 'user_errors';
    if (!isLost && state.outcome !== 'ok' && state.outcome !== 'redacted') return pauseAfter(state);
    if (!isLost && state.data === 'running') pause = CODES_POLL_MS;
    else {
      const removedAt = !isLost && state.data === 'done' ? clock.now() : null;
      await inShop(pool, shopId, (client) => endRemoval(client, shopId, id, removedAt));
    }
  }
  return pause;
}

/** @returns for how long to wait before anything else is tried, milliseconds; 0 to go on */
async function removeGroup(
  services: CodeServices,
  shopId: string,
  codes: readonly CodeToRemove[],
): Promise<number> {
  const [first] = codes;
  if (!first) return 0;
  const { pool, admin } = services;
  const texts = codes.map(({ row }) => row.code);
  const discountId = await inShop(pool, shopId, (client) =>
    readDiscountId(client, shopId, first.row),
  );
  if (discountId === undefined) return await completeRemoved(services, shopId, codes, FORGOTTEN);
  const ids = codes.flatMap(({ row }) => row.shopifyId ?? []);
  const answer = await discountCodeRedeemCodeBulkDelete(admin, discountId, ids);
  switch (answer.outcome) {
    case 'ok':
    case 'redacted':
      await inShop(pool, shopId, (client) => markRemoving(client, shopId, texts, answer.data));
      return 0;
    case 'user_errors':
      return await completeRemoved(services, shopId, codes, userErrorText(answer.errors));
    case 'denied':
      return await failRemovals(services, shopId, codes, DENIED);
    case 'failed':
      await tryCodesAgain(
        services,
        shopId,
        'remove_code',
        codes.map(({ effect }) => effect),
        answer.reason,
      );
      return pauseAfter(answer);
    default:
      return pauseAfter(answer);
  }
}

const DENIED = 'Shopify does not allow this app to change discounts.';
const FORGOTTEN = 'The discount is not known any more. Delete the code in Shopify.';

/**
 * Looks up codes that Shopify would not delete. Those that it does not have any more, as when their discount was deleted in the
 * admin, are gone; the others have failed.
 * @param answer why Shopify would not
 */
async function completeRemoved(
  services: CodeServices,
  shopId: string,
  codes: readonly CodeToRemove[],
  answer: string,
): Promise<number> {
  const { pool, admin, clock } = services;
  const gone: string[] = [];
  const left: CodeToRemove[] = [];
  for (const code of codes) {
    const place = await codeDiscountNodeByCode(admin, code.row.code);
    if (place.outcome === 'denied') return await failRemovals(services, shopId, codes, DENIED);
    if (place.outcome !== 'ok' && place.outcome !== 'redacted') return pauseAfter(place);
    // What another discount has by now is not ours.
    if (place.data === null || (place.data.codeId ?? code.row.shopifyId) !== code.row.shopifyId)
      gone.push(code.row.code);
    else left.push(code);
  }
  // The next look at what is due finds them gone, and completes what asked for it.
  await inShop(pool, shopId, (client) => markRemoved(client, shopId, gone, clock.now()));
  return await failRemovals(services, shopId, left, answer);
}

async function failRemovals(
  services: CodeServices,
  shopId: string,
  codes: readonly CodeToRemove[],
  answer: string,
): Promise<number> {
  const keys = codes.map(({ effect: { key } }) => key);
  await failCodes(services, shopId, keys, { reason: null, answer });
  return 0;
}
