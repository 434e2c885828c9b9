import type { CompletedEffect, DueEffect } from '#app/effects/due-effect.ts';
import { takeDueEffects } from '#app/effects/outbox.server.ts';
import { completeEffects } from '#app/effects/store/complete-effects.server.ts';
import { selectReadyEffects } from '#app/effects/store/due-effects.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import type { CodeServices } from './code-effects.server.ts';
import { removalKeys } from './reserve-codes.server.ts';
import { selectRemoval } from './store/code-removals.server.ts';
import { markCodesExpired } from './store/code-states.server.ts';
import { codesByText, type OfferCodeRow } from './store/offer-codes.server.ts';

/** A code that Shopify is to delete, and what asked for it. */
export type CodeToRemove = { effect: DueEffect<'remove_code'>; row: OfferCodeRow };

/** A code that Shopify was asked to delete, and what asked for it. */
export type RemovedCode = {
  effect: Pick<DueEffect<'remove_code'>, 'key' | 'attempts'>;
  row: Pick<OfferCodeRow, 'code' | 'shopifyId'>;
};

const MOST_AT_ONCE = 100;

/**
 * The next codes that Shopify is to delete, of one version of an offer; null when none are due. What needs nothing, because
 * it is gone or Shopify never had it, is completed.
 */
export async function nextCodesToRemove(
  { pool, clock, heartbeat }: CodeServices,
  shopId: string,
): Promise<CodeToRemove[] | null> {
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
    const left: CodeToRemove[] = [];
    for (const effect of effects) {
      const row = rows.get(effect.payload.code);
      const end = endWithoutRemoval(row);
      if (row && end === null) left.push({ effect, row });
      else if (end !== null) completed.push({ key: effect.key, ...end });
      if (end?.reason === 'not_created') over.push(effect.payload.code);
    }
    await markCodesExpired(client, shopId, over);
    await completeEffects(client, shopId, completed, now);
    return left.filter(({ row }) => isSameVersion(row, left[0]?.row));
  });
}

/**
 * The codes of a job in Shopify with each of what asked to delete them and is due, or put off; what is due when their time is
 * over is neither.
 * @param now epoch milliseconds
 */
export async function codesOfRemoval(
  client: ShopClient,
  shopId: string,
  removalId: string,
  now: number,
): Promise<RemovedCode[]> {
  const rows = await selectRemoval(client, shopId, removalId);
  const keys = rows.flatMap(({ effectKey }) => removalKeys(effectKey));
  const ready = await selectReadyEffects(client, shopId, keys);
  return rows.flatMap((row) => {
    const own = new Set(removalKeys(row.effectKey));
    const theirs = ready.filter(({ key }) => own.has(key));
    const first = Math.min(...theirs.map(({ dueAt }) => dueAt));
    return theirs
      .filter(({ dueAt }) => dueAt <= Math.max(now, first))
      .map((effect) => ({ effect, row }));
  });
}

/** How a removal ends of which there is nothing left to do; null when there is. */
function endWithoutRemoval(row: OfferCodeRow | undefined): Omit<CompletedEffect, 'key'> | null {
  if (!row) return { state: 'skipped', reason: 'code_gone' };
  if (row.removedAt !== null) return { state: 'done' };
  if (row.state === 'used' && !row.usedByOther) return { state: 'skipped', reason: 'code_used' };
  return row.shopifyId === null ? { state: 'skipped', reason: 'not_created' } : null;
}

function isSameVersion(a: OfferCodeRow, b: OfferCodeRow | undefined): boolean {
  return a.offer === b?.offer && a.version === b.version;
}
