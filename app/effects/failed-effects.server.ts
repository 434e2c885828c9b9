import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { FailedEffect } from './failed-effects.ts';
import { effectKinds, isEffectKind, type EffectKind } from './registry.ts';

/** How many a page of the list holds. */
const FAILURES_SHOWN = 100;

/** `search` is looked for in the person and in what the other side said. */
export async function listFailedEffects(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ effects: FailedEffect[]; hasMore: boolean; waiting: number }> {
  const { rows } = await client.query<Omit<FailedEffect, 'canRetry'>>(
    `select key, kind, payload->>'template' as template, profile_id as "profileId", name, email,
            coalesce(payload->>'applicationId', payload#>>'{context,applicationId}') as "applicationId",
            reason, answer, attempts, coalesce(settled_at, attempted_at, created_at) as "failedAt"
       from effect
       left join profile on profile.shop_id = $1 and profile.id = effect.profile_id
      where effect.shop_id = $1 and effect.state = 'failed'
        and position($2 in lower(concat_ws(' ', name, email, kind, reason, answer))) > 0
      order by "failedAt" ${sqlOrder(view)}, key limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, FAILURES_SHOWN)],
  );
  const { rows: counts } = await client.query<{ waiting: number }>(
    "select count(*) as waiting from effect where shop_id = $1 and state = 'failed'",
    [shopId],
  );
  const page = rowPage(rows, FAILURES_SHOWN);
  const effects = page.rows.map((row) => ({ ...row, canRetry: isEffectKind(row.kind) }));
  return { effects, hasMore: page.hasMore, waiting: counts[0]?.waiting ?? 0 };
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
  const { rows } = await client.query<{ key: string; kind: EffectKind }>(
    `update effect set state = 'ready', reason = null, answer = null, attempts = 0, settled_at = null,
                       due_at = $3
      where shop_id = $1 and key = any($2) and state = 'failed' and kind = any($4)
      returning key, kind`,
    [shopId, keys, new Date(now), Object.keys(effectKinds)],
  );
  for (const job of new Set(rows.map(({ kind }) => effectKinds[kind].job)))
    await enqueueJob(client, shopId, job);
  for (const { key } of rows) {
    const change = { before: { state: 'failed' }, after: { state: 'ready' } };
    const entry = { actor, action: 'effect.retried', subject: `effect:${key}`, ...change };
    await recordAudit(client, shopId, entry, now);
  }
  return rows.length;
}
