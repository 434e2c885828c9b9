import type { ShopClient } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { gidOf } from '#app/shopify/gid.ts';
import { nextKnownOrders, type OrderPlace } from '#app/profiles/store/known-orders.server.ts';
import { loadAskedPlace, saveAskedPlace } from './store/asked-orders.server.ts';

/** Of so many orders one comparison asks whether Shopify still has them; the next one goes on with those after. */
const ASKED_AT_ONCE = 100;
/** `read_orders` reaches 60 days back: what is older would be taken for deleted. */
const REACH_MS = 55 * DAY;
/** Orders that were placed just now may not be found by their id everywhere yet. */
const INDEXING_MS = 10 * MINUTE;

/** Orders that a comparison asks about. */
export type AskedOrders = {
  /** Those that were asked about longest ago. */
  next: readonly OrderPlace[];
  /** Ids of those that the comparison before did not find. */
  missing: readonly string[];
};

/** The orders that the next comparison asks about. */
export async function ordersToAskAbout(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<AskedOrders> {
  const { placedAt, orderId, missing } = await loadAskedPlace(client, shopId);
  const after = placedAt === null || orderId === null ? null : { placedAt, orderId };
  const window = { from: now - REACH_MS, until: now - INDEXING_MS, limit: ASKED_AT_ONCE };
  const next = await nextKnownOrders(client, shopId, { ...window, after });
  // After the newest comes the oldest again.
  if (next.length > 0 || after === null) return { next, missing };
  return { next: await nextKnownOrders(client, shopId, { ...window, after: null }), missing };
}

/** The same as ids of the Admin API. */
export function askedGids({ next, missing }: AskedOrders): string[] {
  const ids = new Set([...missing, ...next.map(({ orderId }) => orderId)]);
  return [...ids].map((id) => gidOf('Order', id));
}

/**
 * Takes the orders that two comparisons did not find as deleted, in the words of the webhook that was lost. A deletion
 * is for ever, so one answer is not enough.
 * @param found global ids of those that Shopify has, of all that were asked about
 */
export async function noteDeletedOrders(
  client: ShopClient,
  shopId: string,
  { next, missing }: AskedOrders,
  found: ReadonlySet<string>,
  now: number,
): Promise<void> {
  const isGone = (orderId: string) => !found.has(gidOf('Order', orderId));
  const gone = missing.filter(isGone);
  const unfound = next.flatMap(({ orderId }) => (isGone(orderId) ? [orderId] : []));
  const last = next.at(-1);
  await saveAskedPlace(client, shopId, {
    placedAt: last?.placedAt ?? null,
    orderId: last?.orderId ?? null,
    missing: unfound.filter((orderId) => !gone.includes(orderId)),
  });
  await storeDeliveries(
    client,
    shopId,
    gone.map((orderId) => ({
      key: `reconcile:orders/delete:${orderId}`,
      topic: 'orders/delete',
      receivedAt: now,
      triggeredAt: now,
      body: Buffer.from(
        JSON.stringify({ id: orderId, admin_graphql_api_id: gidOf('Order', orderId) }),
      ),
    })),
  );
}
