import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { userErrorText } from '#app/shopify/admin-response.ts';
import { discountCodeRedeemCodeBulkDelete } from '#app/shopify/operations/discount-code-redeem-code-bulk-delete.ts';
import { shopifyJob } from '#app/shopify/operations/job.ts';
import {
  CODES_POLL_MS,
  pauseAfter,
  putOffCodes,
  type CodeServices,
} from './code-effects.server.ts';
import {
  completeRemoved,
  DENIED,
  failRemovals,
  markGone,
  tryRemovalsAgain,
} from './complete-removed.server.ts';
import {
  codesOfRemoval,
  nextCodesToRemove,
  type CodeToRemove,
} from './next-codes-to-remove.server.ts';
import { endRemoval, listRemovals, markRemoving } from './store/code-removals.server.ts';
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
    // A job that will never be answered.
    const isLost = state.outcome === 'denied' || state.outcome === 'user_errors';
    if (!isLost && state.outcome !== 'ok' && state.outcome !== 'redacted') return pauseAfter(state);
    if (isLost || state.data === 'unknown') {
      const wait = await completeLost(services, shopId, id);
      if (wait > 0) return wait;
    } else if (state.data === 'running') pause = CODES_POLL_MS;
    else await inShop(pool, shopId, (client) => endRemoval(client, shopId, id, clock.now()));
  }
  return pause;
}

/**
 * Looks up the codes of a job in Shopify that says nothing of itself: did it delete them, they are gone. With the others a try
 * came to nothing, which counts, so that they are not deleted again and again without end.
 */
async function completeLost(services: CodeServices, shopId: string, id: string): Promise<number> {
  const { pool, clock } = services;
  const codes = await inShop(pool, shopId, (client) =>
    codesOfRemoval(client, shopId, id, clock.now()),
  );
  const { left, unanswered } = await markGone(services, shopId, codes);
  switch (unanswered?.outcome) {
    case 'throttled':
    case 'unauthorized':
      return pauseAfter(unanswered);
    case 'denied':
      await failRemovals(services, shopId, left, DENIED);
      break;
    default:
      await tryRemovalsAgain(services, shopId, left, NO_JOB);
  }
  await inShop(pool, shopId, (client) => endRemoval(client, shopId, id, null));
  return unanswered === null ? 0 : pauseAfter(unanswered);
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
      await tryRemovalsAgain(services, shopId, codes, answer.reason);
      return pauseAfter(answer);
    default:
      return pauseAfter(answer);
  }
}

const NO_JOB = 'Shopify did not say whether it deleted the code.';
const FORGOTTEN = 'The discount is not known any more. Delete the code in Shopify.';
