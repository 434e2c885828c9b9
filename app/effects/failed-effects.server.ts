import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage, type ListView } from '#app/lib/list-view.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { FailedEffect } from './failed-effects.ts';
import { effectKindNames, effectKinds, isEffectKind } from './registry.ts';
import { countFailedEffects } from './store/count-effects.server.ts';
import {
  FAILURES_SHOWN,
  readyFailedEffects,
  selectFailedEffects,
} from './store/failed-effects.server.ts';

/** `search` is looked for in the person and in what the other side said. */
export async function listFailedEffects(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ effects: FailedEffect[]; hasMore: boolean; waiting: number }> {
  const page = rowPage(await selectFailedEffects(client, shopId, view), FAILURES_SHOWN);
  const effects = page.rows.map((row) => ({ ...row, canRetry: isEffectKind(row.kind) }));
  const waiting = await countFailedEffects(client, shopId);
  return { effects, hasMore: page.hasMore, waiting };
}

/**
 * Makes failed effects ready again, as if they had never been tried. Whatever has become pointless since is
 * skipped by the same checks as at the first time.
 * @returns how many; those that are not failed any more are left alone
 */
export async function retryEffects(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  actor: string,
  now: number,
): Promise<number> {
  const ready = await readyFailedEffects(client, shopId, keys, effectKindNames, now);
  for (const job of new Set(ready.map(({ kind }) => effectKinds[kind].job)))
    await enqueueJob(client, shopId, job);
  for (const { key } of ready) {
    const change = { before: { state: 'failed' }, after: { state: 'ready' } };
    const entry = { actor, action: 'effect.retried', subject: `effect:${key}`, ...change };
    await recordAudit(client, shopId, entry, now);
  }
  return ready.length;
}
