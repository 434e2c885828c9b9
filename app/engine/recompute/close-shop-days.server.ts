import type { ShopClient } from '#app/platform/db.server.ts';
import { closeDays } from '#app/segments/close-days.server.ts';
import { changePolicy } from './change-policy.server.ts';

/**
 * Counts the days of a shop that ended. Where its zone changed, days of the calendar are others: segments are built
 * again.
 * @param now epoch milliseconds
 */
export async function closeShopDays(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<void> {
  const { zoneChanged } = await closeDays(client, shopId, now);
  if (zoneChanged) await changePolicy(client, shopId);
}
