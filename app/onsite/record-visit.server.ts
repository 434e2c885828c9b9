import type { ShopClient } from '#app/db.server.ts';
import { internalDelivery, storeDeliveries } from '#app/events/intake.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { identifiersOf } from './visit.ts';
import type { Visit } from './visit.ts';

/** Visits of the same page within this time are one, so a reload or a loop cannot flood the shop. */
const ONE_VISIT_MS = 10 * SECOND;

/**
 * Tells the engine that somebody looked at a page or a product. Carries only identifiers: nothing a
 * visitor sends may set an address or a consent.
 * @param now epoch milliseconds
 */
export async function recordVisit(
  client: ShopClient,
  shopId: string,
  visit: Visit,
  now: number,
): Promise<void> {
  const identifiers = identifiersOf(visit);
  if (identifiers.length === 0) return;
  const slot = String(Math.floor(now / ONE_VISIT_MS));
  const key = [visit.visitor, visit.customerId, visit.cart, visit.productId, slot].join(':');
  await storeDeliveries(client, shopId, [
    visit.productId === null
      ? internalDelivery('page.viewed', key, now, { at: now, identifiers, page: 'storefront' })
      : internalDelivery('product.viewed', key, now, {
          at: now,
          identifiers,
          productId: visit.productId,
        }),
  ]);
}
