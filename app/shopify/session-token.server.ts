import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { judgeSessionClaims, type SessionClaims } from './session-claims.ts';

/** Shopify's tokens have about 500 characters; nothing longer is parsed. */
const LONGEST = 4_096;
const PARTS = /^([\w-]+)\.([\w-]+)\.([\w-]{43})$/;
/** No other way of signing is known here, nor an extension that would change what is signed. */
const Head = z.object({
  alg: z.literal('HS256'),
  crit: z.undefined().optional(),
  b64: z.undefined().optional(),
});

/** The app that tokens are meant for, and the secrets they may be signed with: after a rotation there are two. */
export type TokenAudience = { apiKey: string; apiSecrets: readonly string[] };

/**
 * Checks a session token of Shopify's admin: HS256 with a secret of the app's, then its claims.
 * @param token as it came; any text
 * @param nowMs real time, epoch milliseconds
 */
export function checkSessionToken(
  token: string,
  { apiKey, apiSecrets }: TokenAudience,
  nowMs: number,
): SessionClaims {
  if (signingSecret(token, apiSecrets) === null) return { outcome: 'refused' };
  const [head = '', claims = ''] = token.split('.');
  if (!Head.safeParse(decoded(head)).success) return { outcome: 'refused' };
  return judgeSessionClaims(decoded(claims), apiKey, nowMs);
}

/**
 * Which secret a session token is signed with; null when it is none of these, or no token.
 * @param token as it came; any text
 */
export function signingSecret(token: string, apiSecrets: readonly string[]): string | null {
  const parts = token.length > LONGEST ? null : PARTS.exec(token);
  if (!parts) return null;
  const [, head = '', claims = '', signature = ''] = parts;
  const isSignedWith = (secret: string) => {
    const expected = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
    return timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  };
  return apiSecrets.find(isSignedWith) ?? null;
}

/** The JSON of one part; undefined, which JSON cannot express, when it is none. */
function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
