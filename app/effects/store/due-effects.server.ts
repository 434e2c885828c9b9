import type { ShopClient } from '#app/platform/db.server.ts';
import type { DueEffectRow } from '../due-effect.ts';
import type { EffectKind } from '../registry.ts';

/** As the partial index says it. */
const IS_TRANSACTIONAL = `payload ->> 'class' = 'transactional'`;

const DUE_COLUMNS = `key, due.kind, profile_id as "profileId", run_id as "runId", attempts, reason,
  created_at as "createdAt", due_at as "dueAt", payload::text as "payloadText"`;

/** Due effects of the kind `wanted.name`; their indexes begin with shop and kind, and end with the moment. */
const DUE = `shop_id = $1 and kind = wanted.name and state = 'ready' and due_at <= $3
  and ($5::text is null or key = $5)`;

/**
 * The oldest effects of some kinds that are due. What is transactional comes first, because it is waited for, and emails of
 * campaigns after all others: those are about what someone did. Of what is not transactional so many are read that there are
 * enough without those that stand in both parts. Kind by kind, and without an order of those of one moment: else all that is due
 * may be read to be sorted.
 * @param most `now` in epoch milliseconds; `onlyKey` leaves out all others
 */
export async function selectDueEffects<K extends EffectKind>(
  client: ShopClient,
  shopId: string,
  kinds: readonly K[],
  { limit, now, onlyKey = null }: { limit: number; now: number; onlyKey?: string | null },
): Promise<DueEffectRow<K>[]> {
  const { rows } = await client.query<DueEffectRow<K>>(
    `select ${DUE_COLUMNS} from unnest($2::text[]) as wanted (name) cross join lateral (
       (select *, 0 as turn from effect where ${DUE} and ${IS_TRANSACTIONAL} order by due_at limit $4)
       union all
       select * from (
         select *, 1 as turn from effect where ${DUE} and campaign_id is null order by due_at limit $4) as oldest
        where (${IS_TRANSACTIONAL}) is not true
       union all
       (select *, 2 as turn from effect where ${DUE} and campaign_id is not null order by due_at limit $4)) as due
      order by turn, due_at, key limit $4`,
    [shopId, kinds, new Date(now), limit, onlyKey],
  );
  return rows;
}

/** Those of some effects that are to be done still, by their keys: how often each was tried, and when it is due. */
export async function selectReadyEffects(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<Pick<DueEffectRow, 'key' | 'attempts' | 'dueAt'>[]> {
  const { rows } = await client.query<Pick<DueEffectRow, 'key' | 'attempts' | 'dueAt'>>(
    `select key, attempts, due_at as "dueAt" from effect
      where shop_id = $1 and key = any($2) and state = 'ready' order by key`,
    [shopId, keys],
  );
  return rows;
}

/** Put off by one statement; of a kind that has more, the rest is put off when it is tried next. */
const MOST_PUT_OFF = 10_000;

/**
 * Puts off all effects of a kind that are due, because the other side takes none of them for now: no timer finds anything to
 * do before. No try is counted.
 * @param now epoch milliseconds
 * @param until when they are due again, epoch milliseconds
 */
export async function putOffDueEffects(
  client: ShopClient,
  shopId: string,
  kind: EffectKind,
  now: number,
  until: number,
): Promise<void> {
  await client.query(
    `update effect set due_at = $4
      where shop_id = $1 and state = 'ready' and key in (
        select key from effect where shop_id = $1 and kind = $2 and state = 'ready' and due_at <= $3
         order by due_at limit $5 for update skip locked)`,
    [shopId, kind, new Date(now), new Date(until), MOST_PUT_OFF],
  );
}

/** Those of some effects that are to be done still, held until the transaction ends; of each its key and its payload. */
export async function lockReadyEffects(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string; payloadText: string }>(
    `select key, payload::text as "payloadText" from effect
      where shop_id = $1 and key = any($2) and state = 'ready' order by key for update`,
    [shopId, keys],
  );
  return new Map(rows.map(({ key, payloadText }) => [key, payloadText]));
}

/** When the next effect is due that is not due yet, epoch milliseconds; null when none waits. */
export async function nextEffectAt(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<number | null> {
  const { rows } = await client.query<{ nextAt: number | null }>(
    `select min(due_at) as "nextAt" from effect where shop_id = $1 and state = 'ready' and due_at > $2`,
    [shopId, new Date(now)],
  );
  return rows[0]?.nextAt ?? null;
}

/** The kinds of which effects are due. */
export async function dueEffectKinds(
  client: ShopClient,
  shopId: string,
  kinds: readonly EffectKind[],
  now: number,
): Promise<EffectKind[]> {
  const { rows } = await client.query<{ kind: EffectKind }>(
    `select kind from unnest($2::text[]) as wanted (kind)
      where exists (select from effect
        where shop_id = $1 and effect.kind = wanted.kind and state = 'ready' and due_at <= $3)`,
    [shopId, kinds, new Date(now)],
  );
  return rows.map(({ kind }) => kind);
}
