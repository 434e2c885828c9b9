import type { CompletedEffect, DueEffect } from '#app/effects/due-effect.ts';
import { takeDueEffects } from '#app/effects/outbox.server.ts';
import { completeEffects } from '#app/effects/store/complete-effects.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { MOST_CODES_ADDED } from '#app/shopify/operations/discount-redeem-code-bulk-add.ts';
import type { OfferVersionKey } from './ensure-discount.server.ts';
import { markCodesExpired } from './store/code-states.server.ts';
import { codesOfEffects, type OfferCodeRow } from './store/offer-codes.server.ts';

/** A code that Shopify is to know, and how often that was tried. */
export type CodeToIssue = { code: string; effectKey: string; attempts: number };

/** Codes of one version of an offer. */
export type CodeGroup = { of: OfferVersionKey; codes: CodeToIssue[] };

/**
 * The next codes that Shopify is to know, all of one version of an offer; without codes where only some were due that need
 * nothing, which are completed. Null when none are due.
 */
export async function nextCodesToIssue(
  { pool, clock, heartbeat }: Pick<AdminContext, 'pool' | 'clock'> & { heartbeat: Heartbeat },
  shopId: string,
): Promise<CodeGroup | null> {
  return await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    const now = clock.now();
    const most = { limit: MOST_CODES_ADDED, now };
    const { effects } = await takeDueEffects(client, shopId, ['issue_code'], most);
    const [first] = effects;
    if (!first) return null;
    const keys = effects.map(({ key }) => key);
    const rows = await codesOfEffects(client, shopId, keys);
    const byEffect = new Map(rows.map((row) => [row.effectKey, row]));
    const completed = effects.flatMap(({ key }) => completionOf(key, byEffect.get(key), now));
    await complete(client, shopId, completed, rows, now);
    const done = new Set(completed.map(({ key }) => key));
    const left = effects.filter(({ key }) => !done.has(key));
    return groupOf(left, byEffect) ?? { of: first.payload, codes: [] };
  });
}

function groupOf(
  effects: readonly DueEffect<'issue_code'>[],
  byEffect: ReadonlyMap<string, OfferCodeRow>,
): CodeGroup | null {
  const [first] = effects;
  if (!first) return null;
  const { offer, version } = first.payload;
  const codes = effects.flatMap(({ key: effectKey, attempts, payload }) => {
    const row = byEffect.get(effectKey);
    const isOfGroup = payload.offer === offer && payload.version === version;
    return row && isOfGroup ? [{ code: row.code, effectKey, attempts }] : [];
  });
  return { of: { offer, version }, codes };
}

/** What needs nothing of Shopify, or nothing any more. */
function completionOf(key: string, row: OfferCodeRow | undefined, now: number): CompletedEffect[] {
  if (!row) return [{ key, state: 'skipped', reason: 'code_gone' }];
  switch (row.state) {
    case 'reserved':
      return row.expiresAt > now ? [] : [{ key, state: 'skipped', reason: 'expired' }];
    case 'revoked':
      return [{ key, state: 'skipped', reason: 'code_revoked' }];
    case 'expired':
      return [{ key, state: 'skipped', reason: 'expired' }];
    default:
      return [{ key, state: 'done' }];
  }
}

async function complete(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedEffect[],
  rows: readonly OfferCodeRow[],
  now: number,
): Promise<void> {
  await completeEffects(client, shopId, completed, now);
  const over = rows.filter(({ state, expiresAt }) => state === 'reserved' && expiresAt <= now);
  await markCodesExpired(
    client,
    shopId,
    over.map(({ code }) => code),
  );
}
