const PREFIX = 'shopify:';

/** The key under which the members of one of Shopify's segments are kept. */
export function shopifyKey(id: string): string {
  return `${PREFIX}${id}`;
}

/** Whether a segment is one of Shopify's: Shopify says who is in it, nothing here decides it. */
export function isShopifyKey(key: string): boolean {
  return key.startsWith(PREFIX);
}
