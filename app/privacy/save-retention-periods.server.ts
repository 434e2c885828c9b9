import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { RETENTION_KINDS, type RetentionPeriods } from './retention-periods.ts';
import { lockShop } from '#app/shopify/store/lock-shop.server.ts';
import { retentionPeriods, updateRetentionPeriods } from './store/retention-settings.server.ts';

/**
 * Saves other periods. What is older than a shorter one is deleted with the next daily run.
 * @returns whether anything changed
 */
export async function saveRetentionPeriods(
  client: ShopClient,
  shopId: string,
  periods: RetentionPeriods,
  actor: string,
  now: number,
): Promise<boolean> {
  await lockShop(client, shopId);
  const before = await retentionPeriods(client, shopId);
  if (RETENTION_KINDS.every((kind) => before[kind] === periods[kind])) return false;
  await updateRetentionPeriods(client, shopId, periods);
  const entry = { actor, action: 'retention.changed', subject: `shop:${shopId}` };
  await recordAudit(client, shopId, { ...entry, before, after: periods }, now);
  return true;
}
