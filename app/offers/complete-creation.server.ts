import type { CompletedEffect } from '#app/effects/due-effect.ts';
import { completeEffects } from '#app/effects/store/complete-effects.server.ts';
import { releaseHeldEffects } from '#app/effects/store/release-effects.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import { codeDiscountNodeByCode } from '#app/shopify/operations/code-discount-node-by-code.ts';
import {
  discountRedeemCodeBulkCreationCodes,
  type AddedCode,
} from '#app/shopify/operations/discount-redeem-code-bulk-creation-codes.ts';
import { CODE_PENDING } from './coupon.ts';
import { planRemovals } from './reserve-codes.server.ts';
import { markCodesCreated, revokeTakenCodes } from './store/code-states.server.ts';
import { setCreation, type RunningCreation } from './store/offer-discounts.server.ts';
import { codesByText } from './store/offer-codes.server.ts';

type Unanswered = Exclude<AdminOutcome<unknown>, { outcome: 'ok' | 'redacted' }>;

/** Codes as Shopify has them after a creation: by their ids there, those that belong to another discount, and refused ones. */
type FoundCodes = {
  created: { code: string; shopifyId: string }[];
  taken: string[];
  /** What Shopify said of codes that it has nowhere. */
  refused: Map<string, string | null>;
};

/**
 * Notes what came of a bulk creation that is over. A code that could not be added may have been added before, by a worker
 * that was killed: it is looked up. Messages that waited are due then.
 * @param isKnown false of one that Shopify does not know any more: its codes are added again
 * @returns why Shopify did not say what became of a code; null when all is noted
 */
export async function completeCreation(
  { pool, clock, admin }: AdminContext,
  shopId: string,
  { shopifyId, creationId, ...of }: RunningCreation,
  isKnown: boolean,
): Promise<Unanswered | null> {
  const found: FoundCodes = { created: [], taken: [], refused: new Map() };
  const codes = isKnown
    ? await discountRedeemCodeBulkCreationCodes(admin, creationId)
    : { outcome: 'ok' as const, data: [] };
  if (codes.outcome !== 'ok' && codes.outcome !== 'redacted') return codes;
  for (const added of codes.data) {
    const unanswered = await findAddedCode(admin, shopifyId, added, found);
    if (unanswered !== null) return unanswered;
  }
  const now = clock.now();
  await inShop(pool, shopId, async (client) => {
    await setCreation(client, shopId, of, null);
    await markCodesCreated(client, shopId, found.created);
    await revokeTakenCodes(client, shopId, found.taken);
    await completeCodes(client, shopId, found, now);
  });
  return null;
}

async function findAddedCode(
  admin: AdminClient,
  discountId: string,
  { code, id, problem }: AddedCode,
  { created, taken, refused }: FoundCodes,
): Promise<Unanswered | null> {
  if (id !== null) {
    created.push({ code, shopifyId: id });
    return null;
  }
  const answer = await codeDiscountNodeByCode(admin, code);
  if (answer.outcome !== 'ok' && answer.outcome !== 'redacted') return answer;
  const place = answer.data;
  if (place?.discountId === discountId && place.codeId !== null)
    created.push({ code, shopifyId: place.codeId });
  else if (place === null) refused.set(code, problem);
  else if (place.discountId !== discountId) taken.push(code);
  // Shopify has it and does not list it yet.
  else return { outcome: 'failed', reason: 'code_not_listed' };
  return null;
}

/** Completes what asked for the codes, and what waited for them. A code taken back meanwhile is deleted again. */
async function completeCodes(
  client: ShopClient,
  shopId: string,
  { created, taken, refused }: FoundCodes,
  now: number,
): Promise<void> {
  const isCreated = new Set(created.map(({ code }) => code));
  const known = [...isCreated, ...taken, ...refused.keys()];
  const rows = await codesByText(client, shopId, known);
  const completed = rows.map(({ code, effectKey: key }): CompletedEffect => {
    if (isCreated.has(code)) return { key, state: 'done' };
    const answer = refused.get(code) ?? null;
    return { key, state: 'failed', reason: refused.has(code) ? null : 'code_taken', answer };
  });
  await completeEffects(client, shopId, completed, now);
  const late = rows.filter(
    ({ code, state }) => isCreated.has(code) && (state === 'revoked' || state === 'expired'),
  );
  await planRemovals(
    client,
    shopId,
    late.map((row) => ({ ...row, dueAt: now })),
    'late',
    now,
  );
  const runIds = rows.flatMap(({ runId }) => runId ?? []);
  if ((await releaseHeldEffects(client, shopId, runIds, CODE_PENDING, now)) > 0)
    await enqueueJob(client, shopId, 'deliver');
}
