import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { visitIdentifiers, type Visit } from './visit.ts';

/** Visits of the same page within this time are one, so a reload or a loop cannot flood the shop. */
const ONE_VISIT_MS = 10 * SECOND;

/**
 * Sends the engine an event of a page or product view. Carries only identifiers: nothing a visitor sends may
 * set an address or a consent.
 *
 * One view must count once. The first on a page reports it, the web pixel or the theme, and leaves a note in
 * the tab for the other. Where it was the pixel, the theme only adds what the pixel cannot know: that Shopify
 * vouches for the customer behind this browser and cart.
 * @param isPixelReporting whether the pixel reports the view itself
 * @param now epoch milliseconds
 */
export async function recordVisit(
  client: ShopClient,
  shopId: string,
  visit: Visit,
  isPixelReporting: boolean,
  now: number,
): Promise<void> {
  const identifiers = visitIdentifiers(visit);
  const { visitor, customerId, cart, productId } = visit;
  // The token of a cart says nothing of who is looking at a page.
  if ((visitor === null && customerId === null) || (isPixelReporting && identifiers.length === 1))
    return;
  if (isPixelReporting) {
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
