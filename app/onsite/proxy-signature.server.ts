import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether Shopify signed this text for this app.
 * @param signature lower-case hex HMAC-SHA256, already known to be 64 hex digits
 */
export function isSignedByShopify(signedText: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(signedText).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
