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

/** The name under which it is recorded what became of a run's effects. */
const EFFECT_RULE = 'effect@1';

/**
 * What becomes of what a run asked for is a decision of the run, as a statement that reads `completed`; so is that it waits,
 * where that was decided by something that was read. What takes something back when a run ends is not: the end is.
 */
const NOTE_COMPLETED = `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule,
    facts, input, journey_key, message_key)
  select $1, gen_random_uuid(), $3, profile_id, run_id, key, case state when 'ready' then 'deferred' else state end,
         coalesce(reason, kind), '${EFFECT_RULE}',
         json_build_object('kind', kind), input, payload ->> 'journeyKey', payload ->> 'template'
    from completed
   where (state <> 'ready' or input is not null) and profile_id is not null and (run_id is not null or kind = 'email')
     and kind <> 'withdraw_banners'`;

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
    `with completed as (
       update effect set state = row.state, reason = row.reason, answer = row.answer,
         due_at = coalesce(row."dueAt", effect.due_at), attempts = effect.attempts + row.tries,
         settled_at = case when row.state <> 'ready' then $3::timestamptz end
       from json_to_recordset($2) as row (key text, state text, reason text, answer text, "dueAt" timestamptz,
         "payloadText" text, tries int, input json)
       where effect.shop_id = $1 and effect.key = row.key and effect.state = 'ready'
         and (row."payloadText" is null or effect.payload::text = row."payloadText")
       returning effect.key, kind, profile_id, run_id, effect.state, effect.reason, payload, row.input),
     noted as (${NOTE_COMPLETED})
     select key from completed`,
    completed.map(
      ({
        key,
        state,
        reason,
        answer = null,
        dueAt = null,
        payloadText = null,
        tries = 1,
        input = null,
      }) => ({
        key,
        state,
        reason,
        answer,
        dueAt: isoTime(dueAt),
        payloadText,
        tries,
        input,
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
    `with completed as (
       update effect set state = 'failed', reason = 'unreadable', settled_at = $3
        where shop_id = $1 and key = any($2) and state = 'ready'
        returning key, kind, profile_id, run_id, state, reason, payload, null::json as input)
     ${NOTE_COMPLETED}`,
    [shopId, keys, new Date(now)],
  );
}
