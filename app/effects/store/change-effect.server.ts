import type { ShopClient } from '#app/platform/db.server.ts';

/** How an effect stands, why, as a word of ours, and what the other side said of it. */
export type EffectStatus = { state: string; reason: string | null; answer: string | null };

/**
 * How the effect under a key stands; null when there is none.
 * @param lock whether it may not change until the end of the transaction
 */
export async function effectStatus(
  client: ShopClient,
  shopId: string,
  key: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<EffectStatus | null> {
  const { rows } = await client.query<EffectStatus>(
    `select state, reason, answer from effect where shop_id = $1 and key = $2 ${lock ? 'for update' : ''}`,
    [shopId, key],
  );
  return rows[0] ?? null;
}

/**
 * Takes an effect out of the outbox before its time.
 * @param now epoch milliseconds
 * @returns false when it is due or was tried
 */
export async function withdrawEffect(
  client: ShopClient,
  shopId: string,
  key: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `delete from effect where shop_id = $1 and key = $2 and state = 'ready' and attempts = 0 and due_at > $3`,
    [shopId, key, new Date(now)],
  );
  return rowCount === 1;
}

/**
 * Lists a failed effect no longer, because it is not wanted any more.
 * @param reason why, as a word of ours
 * @param now epoch milliseconds
 */
export async function skipFailedEffect(
  client: ShopClient,
  shopId: string,
  key: string,
  reason: string,
  now: number,
): Promise<void> {
  await client.query(
    `update effect set state = 'skipped', reason = $3, settled_at = $4
      where shop_id = $1 and key = $2 and state = 'failed'`,
    [shopId, key, reason, new Date(now)],
  );
}

/**
 * Makes a failed effect ready again at once, to do something else.
 * @param payload what else; null for the same
 * @param now epoch milliseconds
 * @returns false when it has not failed
 */
export async function reviseFailedEffect(
  client: ShopClient,
  shopId: string,
  key: string,
  payload: object | null,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update effect set state = 'ready', payload = coalesce($3, payload), attempts = 0, answer = null, reason = null,
                       settled_at = null, due_at = $4
      where shop_id = $1 and key = $2 and state = 'failed'`,
    [shopId, key, payload && JSON.stringify(payload), new Date(now)],
  );
  return rowCount === 1;
}
