import { z } from 'zod';
import { isShopDomain } from '#app/lib/shop-domain.ts';

/** How far Shopify's clock and ours may be apart, seconds; the same as in Shopify's library. */
const TOLERANCE_S = 10;

/** Every claim that something here depends on; an array or object in the place of a text is no such claim. */
const Claims = z.object({
  iss: z.string().max(200),
  dest: z.string().max(200),
  aud: z.string().max(200),
  sub: z.string().min(1).max(100),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
});

export type SessionClaims =
  | { outcome: 'valid'; shop: string }
  /** Right in everything but the time: a page that was opened again with the address of before. */
  | { outcome: 'expired' }
  | { outcome: 'refused' };

/**
 * Judges what a session token claims, once its signature is known to be good. Shopify's library asks only for
 * the audience: a token without an end would be good for ever, and one with a strange `dest` breaks it.
 * @param claims the token's second part, parsed
 * @param apiKey of this app, which the token must be meant for
 * @param nowMs real time, epoch milliseconds
 * @see https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
 */
export function judgeSessionClaims(claims: unknown, apiKey: string, nowMs: number): SessionClaims {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) return { outcome: 'refused' };
  const { iss, dest, aud, exp, nbf = 0, iat = 0 } = parsed.data;
  const shop = dest.startsWith('https://') ? dest.slice('https://'.length) : '';
  if (aud !== apiKey || !isShopDomain(shop) || iss !== `${dest}/admin`)
    return { outcome: 'refused' };
  const now = nowMs / 1000;
  if (Math.max(nbf, iat) > now + TOLERANCE_S) return { outcome: 'refused' };
  return exp <= now - TOLERANCE_S ? { outcome: 'expired' } : { outcome: 'valid', shop };
}
