import { createHmac, randomUUID } from 'node:crypto';

export type SessionTokenInput = {
  shop: string;
  apiKey: string;
  apiSecret: string;
  /** Real time, epoch milliseconds. Tokens never follow the simulated clock. */
  nowMs: number;
  /** Shopify's user id; without one that of the local store's first member of staff. */
  staffId?: string;
};

/** The first member of staff of the local store, who owns its account. */
const STAFF_USER_ID = '1';

const LIFETIME_S = 60;

/**
 * A session token as Shopify's admin hands it to an embedded app: a JWT signed with the app's secret
 * (HS256), good for one minute.
 */
export function sessionToken(input: SessionTokenInput): string {
  const { shop, apiKey, apiSecret, nowMs, staffId = STAFF_USER_ID } = input;
  const now = Math.floor(nowMs / 1000);
  const head = encoded({ alg: 'HS256', typ: 'JWT' });
  const claims = encoded({
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: staffId,
    exp: now + LIFETIME_S,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  });
  const signature = createHmac('sha256', apiSecret).update(`${head}.${claims}`).digest('base64url');
  return `${head}.${claims}.${signature}`;
}

/** The `host` parameter of an embedded app: base64 of the shop's admin address, without padding. */
export function hostParameter(shop: string): string {
  const name = shop.replace(/\.myshopify\.com$/, '');
  return Buffer.from(`admin.shopify.com/store/${name}`).toString('base64').replace(/=+$/, '');
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
