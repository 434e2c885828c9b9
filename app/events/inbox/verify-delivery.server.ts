import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a webhook's signature is Shopify's: base64 HMAC-SHA256 of the raw bytes, compared in constant
 * time. Several secrets may be good at once, because after a rotation the old one still signs for a while.
 * @param signature value of X-Shopify-Hmac-Sha256
 * @see https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 */
export function isAuthentic(
  body: Uint8Array,
  signature: string,
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(signature);
  return secrets.some((secret) => {
    const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}
