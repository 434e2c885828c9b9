import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether Shopify signed this text for this app.
 * @param signature lower-case hex HMAC-SHA256, already known to be 64 hex digits
 * @param secrets those that are good now; while a secret is rotated Shopify may sign with either
 */
export function isSignedByShopify(
  signedText: string,
  signature: string,
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(signature, 'hex');
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(signedText).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
