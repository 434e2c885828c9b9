import type { CompletedEffect, DueEffect } from '#app/effects/due-effect.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { takeDueEffects } from '#app/effects/outbox.server.ts';
import { retryPolicyOf } from '#app/effects/registry.ts';
import { afterFailedTry } from '#app/effects/retry-policy.ts';
import { completeEffects } from '#app/effects/store/complete-effects.server.ts';
import { putOffDueEffects } from '#app/effects/store/due-effects.server.ts';
import { UNAUTHORIZED_PAUSE_MS } from '#app/effects/unanswered-effect.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { userErrorText, type AdminOutcome } from '#app/shopify/admin-response.ts';
import { discountCodeRedeemCodeBulkDelete } from '#app/shopify/operations/discount-code-redeem-code-bulk-delete.ts';
import type { CodeServices } from './issue-codes.server.ts';
import { markCodesExpired } from './store/code-states.server.ts';
import { codesByText, type OfferCodeRow } from './store/offer-codes.server.ts';
import { readDiscountId } from './store/offer-discounts.server.ts';

/** Codes are deleted in Shopify by the hundred, when their time is over or they are taken back. */
export const removeCodeExecutor: EffectExecutor<'remove_code', CodeServices> = {
  works: 'by itself',
  run: removeCodes,
};

const MOST_AT_ONCE = 100;
/** Groups of codes after which other jobs get their turn. */
const MOST_GROUPS = 20;
const SILENT_PAUSE_MS = MINUTE;

type Removal = { effect: DueEffect<'remove_code'>; row: OfferCodeRow };

/**
 * Deletes in Shopify the codes that are due to be, those of one version of an offer together. What was deleted before
 * may be deleted again.
 * @returns after how many milliseconds to go on; null when nothing waits
 */
async function removeCodes(services: CodeServices, shopId: string): Promise<number | null> {
  for (let groups = 0; groups < MOST_GROUPS; groups += 1) {
    const removals = await nextRemovals(services, shopId);
    if (removals === null) return null;
    const pause = await removeGroup(services, shopId, removals);
    if (pause > 0) return pause;
  }
  return 1;
}

/** The next that Shopify is to delete, of one discount; null when none are due. What needs nothing is completed. */
async function nextRemovals(
  { pool, clock, heartbeat }: CodeServices,
  shopId: string,
): Promise<Removal[] | null> {
  return await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    const now = clock.now();
    const most = { limit: MOST_AT_ONCE, now };
    const { effects } = await takeDueEffects(client, shopId, ['remove_code'], most);
    if (effects.length === 0) return null;
    const codes = effects.map(({ payload }) => payload.code);
    const rows = new Map((await codesByText(client, shopId, codes)).map((row) => [row.code, row]));
    const completed: CompletedEffect[] = [];
    const over: string[] = [];
    const left: Removal[] = [];
    for (const effect of effects) {
      const row = rows.get(effect.payload.code);
      const reason = reasonToKeep(row);
      if (row && reason === null) left.push({ effect, row });
      else completed.push({ key: effect.key, state: 'skipped', reason });
      if (reason === 'not_created') over.push(effect.payload.code);
    }
    await markCodesExpired(client, shopId, over);
    await completeEffects(client, shopId, completed, now);
    return left.filter(({ row }) => isSameVersion(row, left[0]?.row));
  });
}

/** Why there is nothing to delete; null when there is. */
function reasonToKeep(row: OfferCodeRow | undefined): string | null {
  if (!row) return 'code_gone';
  if (row.state === 'used' && !row.usedByOther) return 'code_used';
  return row.shopifyId === null ? 'not_created' : null;
}

function isSameVersion(a: OfferCodeRow, b: OfferCodeRow | undefined): boolean {
  return a.offer === b?.offer && a.version === b.version;
}

/** @returns for how long to wait before anything else is tried, milliseconds; 0 to go on */
async function removeGroup(
  services: CodeServices,
  shopId: string,
  removals: readonly Removal[],
): Promise<number> {
  const [first] = removals;
  if (!first) return 0;
  const { pool, admin } = services;
  const discountId = await inShop(pool, shopId, (client) =>
    readDiscountId(client, shopId, first.row),
  );
  // Without its discount no code of it is left.
  if (discountId === undefined)
    return await complete(services, shopId, removals, { state: 'done' });
  const ids = removals.flatMap(({ row }) => row.shopifyId ?? []);
  const answer = await discountCodeRedeemCodeBulkDelete(admin, discountId, ids);
  switch (answer.outcome) {
    case 'ok':
    case 'redacted':
      return await complete(services, shopId, removals, { state: 'done' });
    case 'user_errors':
      return await complete(services, shopId, removals, {
        state: 'failed',
        answer: userErrorText(answer.errors),
      });
    case 'denied':
      return await complete(services, shopId, removals, {
        state: 'failed',
        answer: 'Shopify does not allow this app to change discounts.',
      });
    default:
      return await tryAgainLater(services, shopId, removals, answer);
  }
}

async function complete(
  { pool, clock }: CodeServices,
  shopId: string,
  removals: readonly Removal[],
  outcome: Pick<CompletedEffect, 'answer'> & { state: 'done' | 'failed' },
): Promise<number> {
  const now = clock.now();
  const completed = removals.map(({ effect: { key } }) => ({ key, ...outcome }));
  const codes = removals.map(({ row }) => row.code);
  await inShop(pool, shopId, async (client: ShopClient) => {
    if (outcome.state === 'done') await markCodesExpired(client, shopId, codes);
    await completeEffects(client, shopId, completed, now);
  });
  return 0;
}

async function tryAgainLater(
  { pool, clock, random }: CodeServices,
  shopId: string,
  removals: readonly Removal[],
  answer: Extract<AdminOutcome<true>, { outcome: 'throttled' | 'unauthorized' | 'failed' }>,
): Promise<number> {
  const now = clock.now();
  const pause = pauseAfter(answer);
  await inShop(pool, shopId, async (client) => {
    if (answer.outcome === 'failed')
      await completeEffects(
        client,
        shopId,
        removals.map(({ effect: { key, attempts } }) => ({
          key,
          reason: 'shopify_unavailable',
          answer: answer.reason,
          ...afterFailedTry(retryPolicyOf('remove_code'), attempts + 1, now, random),
        })),
        now,
      );
    await putOffDueEffects(client, shopId, 'remove_code', now, now + pause);
  });
  return pause;
}

function pauseAfter(
  answer: Extract<AdminOutcome<true>, { outcome: 'throttled' | 'unauthorized' | 'failed' }>,
): number {
  switch (answer.outcome) {
    case 'throttled':
      return Math.max(1, answer.retryAfterMs);
    case 'unauthorized':
      return UNAUTHORIZED_PAUSE_MS;
    case 'failed':
      return SILENT_PAUSE_MS;
  }
}
