import type { ShopClient } from '#app/platform/db.server.ts';
import type { ShownKey } from '#app/events/api/api-keys.ts';

/** Ends the keys that have no end yet at a moment, epoch milliseconds. */
export async function endCurrentApiKeys(
  client: ShopClient,
  shopId: string,
  endsAt: number,
): Promise<void> {
  await client.query('update api_key set ends_at = $2 where shop_id = $1 and ends_at is null', [
    shopId,
    new Date(endsAt),
  ]);
}

/** @param key its id and digest, what of it is shown, and who made it when, epoch milliseconds */
export async function insertApiKey(
  client: ShopClient,
  shopId: string,
  {
    id,
    digest,
    hint,
    actor,
    now,
  }: Record<'id' | 'hint' | 'actor', string> & {
    digest: Buffer;
    now: number;
  },
): Promise<void> {
  await client.query(
    `insert into api_key (shop_id, id, digest, hint, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [shopId, id, digest, hint, actor, new Date(now)],
  );
}

/** Ends a key at once. @returns false when there was no such key that was still valid */
export async function closeApiKey(
  client: ShopClient,
  shopId: string,
  id: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update api_key set ends_at = $3
     where shop_id = $1 and id = $2 and (ends_at is null or ends_at > $3)`,
    [shopId, id, new Date(now)],
  );
  return rowCount === 1;
}

/** The id of the valid key with a digest, of a shop that has the app; null when there is none. */
export async function findApiKeyId(
  client: ShopClient,
  shopId: string,
  digest: Buffer,
  now: number,
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select api_key.id from api_key join shop on shop.id = api_key.shop_id
     where api_key.shop_id = $1 and digest = $2 and (ends_at is null or ends_at > $3)
       and uninstalled_at is null`,
    [shopId, digest, new Date(now)],
  );
  return rows[0]?.id ?? null;
}

/** More keys than a shop makes within the day that one goes on working. */
const MOST_KEYS = 200;

/** The valid keys of a shop, the newest first. */
export async function apiKeys(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<ShownKey[]> {
  const { rows } = await client.query<{
    id: string;
    hint: string;
    created_by: string;
    created_at: number;
    ends_at: number | null;
  }>(
    `select id, hint, created_by, created_at, ends_at from api_key
     where shop_id = $1 and (ends_at is null or ends_at > $2) order by created_at desc, id
     limit $3`,
    [shopId, new Date(now), MOST_KEYS],
  );
  return rows.map((row) => ({
    id: row.id,
    hint: row.hint,
    createdBy: row.created_by,
    createdAt: row.created_at,
    endsAt: row.ends_at,
  }));
}
