import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import { effectKinds, type EffectKind, type EffectPayload } from './registry.ts';

/** Something to be done. The key is deterministic: asked for twice, it is done once. */
export type NewEffect = {
  key: string;
  kind: EffectKind;
  /** Read by the schema of its kind when it is due. */
  payload: object;
  profileId?: string;
  runId?: string | null;
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
    `insert into effect (shop_id, key, kind, profile_id, run_id, state, reason, payload, created_at, due_at,
       settled_at)
     select $1, key, kind, profile_id, run_id, case when reason is null then 'ready' else 'skipped' end,
       reason, payload, created_at, due_at, case when reason is not null then due_at end
     from json_to_recordset($2) as row (key text, kind text, profile_id uuid, run_id uuid, reason text,
       payload json, created_at timestamptz, due_at timestamptz)
     on conflict (shop_id, key) do nothing`,
    effects.map(effectRow),
  );
}

function effectRow(effect: NewEffect) {
  const { key, kind, payload, profileId, runId, createdAt, dueAt, refused } = effect;
  return {
    key,
    kind,
    payload,
    profile_id: profileId,
    run_id: runId,
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
       due_at = excluded.due_at, answer = null, settled_at = null`,
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

/** An effect that is due, its payload read: of several kinds, one of either. */
export type DueEffect<K extends EffectKind> = {
  [Kind in K]: {
    key: string;
    kind: Kind;
    profileId: string | null;
    runId: string | null;
    payload: EffectPayload<Kind>;
    /** The payload as it stands in the row, to complete it only if it is the same still. */
    payloadText: string;
  };
}[K];

/** Effects that are due, how many rows that were, and when the next is (epoch milliseconds; null: none waits). */
export type DueEffects<K extends EffectKind> = {
  effects: DueEffect<K>[];
  taken: number;
  nextAt: number | null;
};

type DueRow = Omit<DueEffect<EffectKind>, 'payload'>;

/**
 * The oldest effects of some kinds that are due. Those that cannot be read are given up: listed under Problems, they hold up
 * none of the others.
 * @param now epoch milliseconds
 * @param atOnce whether they are due as soon as they are there, whatever their moment: the clock of the process that
 *   added them may be ahead, and no timer runs the job again. What is asked for so is done outside the transaction; else
 *   the effects are locked to its end
 */
export async function takeDueEffects<K extends EffectKind>(
  client: ShopClient,
  shopId: string,
  kinds: readonly K[],
  { limit, now, atOnce = false }: { limit: number; now: number; atOnce?: boolean },
): Promise<DueEffects<K>> {
  const { rows } = await client.query<DueRow>(
    `select key, kind, profile_id as "profileId", run_id as "runId", payload::text as "payloadText"
       from effect
      where shop_id = $1 and kind = any($2) and state = 'ready' and due_at <= $3
      order by due_at, key limit $4 ${atOnce ? '' : 'for update'}`,
    [shopId, kinds, atOnce ? 'infinity' : new Date(now), limit],
  );
  const unreadable: string[] = [];
  const effects = rows.flatMap((row) => {
    const payload = effectKinds[row.kind].schema.safeParse(JSON.parse(row.payloadText));
    // The statement asked for these kinds only.
    if (payload.success) return [{ ...row, payload: payload.data } as DueEffect<K>];
    unreadable.push(row.key);
    return [];
  });
  await failUnreadableEffects(client, shopId, unreadable, now);
  // None of them could be read, and others stand behind them.
  if (rows.length > 0 && effects.length === 0)
    return await takeDueEffects(client, shopId, kinds, { limit, now, atOnce });
  const nextAt = atOnce ? null : await nextMoment(client, shopId, kinds, now);
  return { effects, taken: rows.length, nextAt };
}

async function nextMoment(
  client: ShopClient,
  shopId: string,
  kinds: readonly EffectKind[],
  now: number,
): Promise<number | null> {
  const { rows } = await client.query<{ nextAt: number | null }>(
    `select min(due_at) as "nextAt" from effect
      where shop_id = $1 and kind = any($2) and state = 'ready' and due_at > $3`,
    [shopId, kinds, new Date(now)],
  );
  return rows[0]?.nextAt ?? null;
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

/** What became of an effect. */
export type CompletedEffect = {
  key: string;
  state: 'done' | 'skipped' | 'failed';
  /** Why not, as a word of ours. */
  reason?: string | null;
  /** What the other side said. */
  answer?: string | null;
  /** With it, what was asked for again with another payload meanwhile stays to be done. */
  payloadText?: string;
};

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
    `update effect set state = row.state, reason = row.reason, answer = row.answer, settled_at = $3,
       attempts = attempts + 1
     from json_to_recordset($2) as row (key text, state text, reason text, answer text, "payloadText" text)
     where effect.shop_id = $1 and effect.key = row.key and effect.state = 'ready'
       and (row."payloadText" is null or effect.payload::text = row."payloadText")`,
    completed.map(({ key, state, reason, answer = null, payloadText = null }) => ({
      key,
      state,
      reason,
      answer,
      payloadText,
    })),
    new Date(now),
  );
}
