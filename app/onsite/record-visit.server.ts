import type { ShopClient } from '#app/db.server.ts';
import { internalDelivery, storeDeliveries } from '#app/events/intake.server.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { identifiersOf } from './visit.ts';
import type { Visit } from './visit.ts';

/** Visits of the same page within this time are one, so a reload or a loop cannot flood the shop. */
const ONE_VISIT_MS = 10 * SECOND;

/**
 * Tells the engine who looked at a page or a product. Carries only identifiers: nothing a visitor sends may
 * set an address or a consent.
 *
 * One view must count once. Whoever is first on a page tells of it, the web pixel or the theme, and leaves word in
 * the tab for the other. Where it was the pixel, the theme only adds what the pixel cannot know: that Shopify
 * vouches for the customer behind this browser and basket.
 * @param pixelTells whether the pixel tells of the view itself
 * @param now epoch milliseconds
 */
export async function recordVisit(
  client: ShopClient,
  shopId: string,
  visit: Visit,
  pixelTells: boolean,
  now: number,
): Promise<void> {
  const identifiers = identifiersOf(visit);
  const { visitor, customerId, cart, productId } = visit;
  // The token of a cart says nothing of who is looking at a page.
  if ((visitor === null && customerId === null) || (pixelTells && identifiers.length === 1)) return;
  if (pixelTells) {
    const key = [visitor, customerId, cart, String(Math.floor(now / DAY))].join(':');
    const body = { at: now, identifiers };
    await storeDeliveries(client, shopId, [internalDelivery('visitor.identified', key, now, body)]);
    return;
  }
  const slot = String(Math.floor(now / ONE_VISIT_MS));
  const key = [visitor, customerId, cart, productId, slot].join(':');
  await storeDeliveries(client, shopId, [
    productId === null
      ? internalDelivery('page.viewed', key, now, { at: now, identifiers, page: 'storefront' })
      : internalDelivery('product.viewed', key, now, { at: now, identifiers, productId }),
  ]);
}
