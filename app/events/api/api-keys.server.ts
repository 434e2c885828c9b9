import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { parse, stringify } from 'uuid';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { memoizeWithTtl } from '#app/lib/memoize-with-ttl.ts';
import type { ShownKey } from './api-keys.ts';

/** How long the key before goes on working, so that programs can be changed over one by one. */
export const GRACE_MS = DAY;

const PREFIX = 'tendril_';
const SHOP_BYTES = 16;
const SECRET_BYTES = 32;
const HINT_LETTERS = 4;
/** How long an answer is cached: an ended key is refused at the latest after this. */
const KEY_CACHE_MS = 5 * SECOND;

/**
 * Makes the key of a shop with which other programs report events; the one before stays valid for a day.
 * @param actor who asked for it
 * @param now epoch milliseconds
 * @returns the key, which is kept nowhere and can be shown only now
 */
export async function renewApiKey(
  client: ShopClient,
  shopId: string,
  actor: string,
  now: number,
): Promise<string> {
  const bytes = Buffer.concat([parse(shopId), randomBytes(SECRET_BYTES)]);
  const key = PREFIX + bytes.toString('base64url');
  const id = randomUUID();
  const hint = key.slice(-HINT_LETTERS);
  // Of two requests at once the second ends the key of the first.
  await client.query('select from shop where id = $1 for no key update', [shopId]);
  await client.query('update api_key set ends_at = $2 where shop_id = $1 and ends_at is null', [
    shopId,
    new Date(now + GRACE_MS),
  ]);
  await client.query(
    `insert into api_key (shop_id, id, digest, hint, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [shopId, id, digestOf(key), hint, actor, new Date(now)],
  );
  const entry = { actor, action: 'api_key.renew', subject: `api_key:${id}`, before: null };
  await recordAudit(client, shopId, { ...entry, after: { hint } }, now);
  return key;
}

/**
 * Ends a key at once.
 * @returns false when there was no such key that was still valid
 */
export async function endApiKey(
  client: ShopClient,
  shopId: string,
  id: string,
  actor: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update api_key set ends_at = $3
     where shop_id = $1 and id = $2 and (ends_at is null or ends_at > $3)`,
    [shopId, id, new Date(now)],
  );
  if (rowCount !== 1) return false;
  const entry = { actor, action: 'api_key.end', subject: `api_key:${id}`, before: null };
  await recordAudit(client, shopId, { ...entry, after: null }, now);
  return true;
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

/** Whose key it is, for the HTTP handler. */
export type ApiKeyholder = { shopId: string; keyId: string };
export type ApiKeyCheck = (key: string) => Promise<ApiKeyholder | null>;

/**
 * Checks keys. The shop's id stands in the key, so that it is looked up where the shop's own rows are; a
 * digest is compared, so that reading the table gives no key.
 * @param clock the one by which keys end
 */
export function createApiKeyCheck(pool: pg.Pool, clock: Clock, realClock: Clock): ApiKeyCheck {
  async function findKeyholder(key: string): Promise<ApiKeyholder | null> {
    const shopId = shopIdIn(key);
    if (shopId === null) return null;
    return await inShop(pool, shopId, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `select api_key.id from api_key join shop on shop.id = api_key.shop_id
         where api_key.shop_id = $1 and digest = $2 and (ends_at is null or ends_at > $3)
           and uninstalled_at is null`,
        [shopId, digestOf(key), new Date(clock.now())],
      );
      const [row] = rows;
      return row ? { shopId, keyId: row.id } : null;
    });
  }
  return memoizeWithTtl(findKeyholder, realClock, KEY_CACHE_MS);
}

/** The shop a key names; null when the text cannot be a key. Nothing of it is proven yet. */
function shopIdIn(key: string): string | null {
  if (!/^tendril_[A-Za-z0-9_-]{64}$/.test(key)) return null;
  const bytes = Buffer.from(key.slice(PREFIX.length), 'base64url').subarray(0, SHOP_BYTES);
  try {
    return stringify(bytes);
  } catch {
    // The first bytes are no UUID: the library says so by throwing.
    return null;
  }
}

/** The secret is 256 random bits, so one round of a fast hash is enough. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
