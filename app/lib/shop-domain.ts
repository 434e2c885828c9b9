/** At most 100 characters with the ending, as long as Shopify lets a name be; an empty or dashed start is none. */
export const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,85}\.myshopify\.com$/;

/** Whether a text is the permanent domain of a shop, in the only spelling that Shopify signs and sends. */
export function isShopDomain(text: string): boolean {
  return SHOP_DOMAIN.test(text);
}
