import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { CompletedEffect, DueEffectRow } from '../due-effect.ts';

/**
 * Marks one effect as tried, right before it is. Should the process die meanwhile, it is tried again at `retryAt`.
 * @param fence of the process
 * @returns false when it is not to be done any more, something else is, or another process tries it
 */
export async function markEffectTried(
  client: ShopClient,
  shopId: string,
  { key, payloadText, attempts }: Pick<DueEffectRow, 'key' | 'payloadText' | 'attempts'>,
  { fence, now, retryAt }: { fence: number; now: number; retryAt: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update effect set attempts = attempts + 1, attempted_at = $4, fence = $5, due_at = $6
      where shop_id = $1 and key = $2 and state = 'ready' and payload::text = $3 and attempts = $7`,
    [shopId, key, payloadText, new Date(now), fence, new Date(retryAt), attempts],
  );
  return rowCount === 1;
}

/**
 * Notes what became of effects that were tried.
 * @param now epoch milliseconds
 * @returns how many were completed by this call; others were completed before
 */
export async function completeEffects(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedEffect[],
  now: number,
): Promise<number> {
  return writeRows(
    client,
    shopId,
    `update effect set state = row.state, reason = row.reason, answer = row.answer,
       due_at = coalesce(row."dueAt", effect.due_at), attempts = effect.attempts + row.tries,
       settled_at = case when row.state <> 'ready' then $3::timestamptz end
     from json_to_recordset($2) as row (key text, state text, reason text, answer text, "dueAt" timestamptz,
       "payloadText" text, tries int)
     where effect.shop_id = $1 and effect.key = row.key and effect.state = 'ready'
       and (row."payloadText" is null or effect.payload::text = row."payloadText")`,
    completed.map(
      ({ key, state, reason, answer = null, dueAt = null, payloadText = null, tries = 1 }) => ({
        key,
        state,
        reason,
        answer,
        dueAt: isoTime(dueAt),
        payloadText,
        tries,
      }),
    ),
    new Date(now),
  );
}

/**
 * Gives up effects that make no sense.
 * @param now epoch milliseconds
 */
export async function failUnreadableEffects(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  now: number,
): Promise<void> {
  if (keys.length === 0) return;
  await client.query(
    `update effect set state = 'failed', reason = 'unreadable', settled_at = $3
      where shop_id = $1 and key = any($2) and state = 'ready'`,
    [shopId, keys, new Date(now)],
  );
}
