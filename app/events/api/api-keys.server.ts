import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { parse, stringify } from 'uuid';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { memoizeWithTtl } from '#app/lib/memoize-with-ttl.ts';
import { lockShop } from '#app/shopify/store/lock-shop.server.ts';
import {
  endCurrentApiKeys,
  closeApiKey,
  findApiKeyId,
  insertApiKey,
} from '#app/events/store/api-keys.server.ts';

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
  await lockShop(client, shopId);
  await endCurrentApiKeys(client, shopId, now + GRACE_MS);
  await insertApiKey(client, shopId, { id, digest: digestOf(key), hint, actor, now });
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
  if (!(await closeApiKey(client, shopId, id, now))) return false;
  const entry = { actor, action: 'api_key.end', subject: `api_key:${id}`, before: null };
  await recordAudit(client, shopId, { ...entry, after: null }, now);
  return true;
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
      const keyId = await findApiKeyId(client, shopId, digestOf(key), clock.now());
      return keyId === null ? null : { shopId, keyId };
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
