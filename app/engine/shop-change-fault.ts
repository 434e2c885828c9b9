import type { ShopChange } from '#app/events/shop-change.ts';
import { shopErasureTime } from '#app/privacy/shop-erasure-time.ts';

/** What we know ourselves of the shop that a delivery arrived for. */
export type RecordedShop = {
  domain: string;
  /** Shopify's number of the shop; null until an installation set it. */
  number: string | null;
  /** Our record of its uninstallation, epoch milliseconds; null while it is installed. */
  uninstalledAt: number | null;
};

/**
 * Why a change of the installation must not be applied. Shopify signs the body and not the headers, so the shop
 * that the body names is compared with the one it arrived for, and one of the two names must be known.
 * @returns the reason to quarantine its delivery; null when it may be applied
 */
export function shopChangeFault(change: ShopChange, shop: RecordedShop): string | null {
  const { domain, number } = change.named;
  if (domain !== null && domain !== shop.domain)
    return 'shop_domain: names another shop than the one it was sent for';
  if (number !== null && shop.number !== null && number !== shop.number)
    return 'shop_id: names another shop than the one it was sent for';
  if (domain === null && (number === null || shop.number === null))
    return 'shop_id: names no shop that is known. Open the app in the shop once, then replay it';
  if (
    change.kind === 'compliance_request' &&
    change.topic === 'shop/redact' &&
    shopErasureTime(shop.uninstalledAt) === null
  )
    return 'shop/redact: the app is installed in this shop, so nothing of it is erased';
  return null;
}
