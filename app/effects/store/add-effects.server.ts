import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { EffectKind, EffectPayload } from '../registry.ts';

/** Something to be done. The key is deterministic: asked for twice, it is done once. */
export type NewEffect = {
  key: string;
  kind: EffectKind;
  /** Read by the schema of its kind when it is due. */
  payload: object;
  profileId?: string;
  runId?: string | null;
  /** The campaign that it is an email of. */
  campaignId?: string;
  /** When it was decided and when it is to be done, epoch milliseconds. */
  createdAt: number;
  dueAt: number;
  /** Why it is not to be done: it is kept as skipped. */
  refused?: string;
};

/** Puts effects into the outbox, in the caller's transaction; what is there under the same key stays as it is. */
export async function addEffects(
  client: ShopClient,
  shopId: string,
  effects: readonly NewEffect[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into effect (shop_id, key, kind, profile_id, run_id, campaign_id, state, reason, payload, created_at,
       due_at, settled_at)
     select $1, key, kind, profile_id, run_id, campaign_id, case when reason is null then 'ready' else 'skipped' end,
       reason, payload, created_at, due_at, case when reason is not null then due_at end
     from json_to_recordset($2) as row (key text, kind text, profile_id uuid, run_id uuid, campaign_id uuid, reason text,
       payload json, created_at timestamptz, due_at timestamptz)
     on conflict (shop_id, key) do nothing`,
    effects.map(effectRow),
  );
}

function effectRow(effect: NewEffect) {
  const { key, kind, payload, profileId, runId, campaignId, createdAt, dueAt, refused } = effect;
  return {
    key,
    kind,
    payload,
    profile_id: profileId,
    run_id: runId,
    campaign_id: campaignId,
    reason: refused,
    created_at: isoTime(createdAt),
    due_at: isoTime(dueAt),
  };
}

/**
 * Puts an effect into the outbox in place of the one under its key, whatever became of that.
 * @param effect what is wanted now
 */
export async function replaceEffect<K extends EffectKind>(
  client: ShopClient,
  shopId: string,
  effect: { key: string; kind: K; payload: EffectPayload<K>; dueAt: number },
): Promise<void> {
  await client.query(
    `insert into effect (shop_id, key, kind, state, payload, created_at, due_at)
     values ($1, $2, $3, 'ready', $4, $5, $5)
     on conflict (shop_id, key) do update set state = 'ready', payload = excluded.payload,
       due_at = excluded.due_at, attempts = 0, reason = null, answer = null, settled_at = null`,
    [shopId, effect.key, effect.kind, JSON.stringify(effect.payload), new Date(effect.dueAt)],
  );
}

/**
 * Puts the effects into the outbox that a query finds, as many as there may be.
 * @param query gives `key`, `profile_id` and `payload`; `$1` is the shop
 * @param values of the query, the shop first
 * @param now epoch milliseconds
 * @returns how many were not there before
 */
export async function addSelectedEffects(
  client: ShopClient,
  kind: EffectKind,
  query: string,
  values: readonly unknown[],
  now: number,
): Promise<number> {
  const [kindAt, nowAt] = [`$${String(values.length + 1)}`, `$${String(values.length + 2)}`];
  const { rowCount } = await client.query(
    `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
     select $1, key, ${kindAt}, profile_id, 'ready', payload, ${nowAt}, ${nowAt} from (${query}) as wanted
     on conflict (shop_id, key) do nothing`,
    [...values, kind, new Date(now)],
  );
  return rowCount ?? 0;
}
