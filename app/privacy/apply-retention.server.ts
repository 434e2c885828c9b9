import { inShop } from '#app/platform/db.server.ts';
import type { Heartbeat } from '#app/queue/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { deleteAnonymous } from './delete-anonymous.server.ts';
import { deleteOldRows } from './delete-old-rows.server.ts';
import { eraseShop } from './erase-shop.server.ts';
import type { PrivacyServices } from './privacy-context.server.ts';
import { loadUninstalledShop } from '#app/shopify/store/lock-shop.server.ts';
import { dropOldPartitions, readMonthsSince } from './store/old-partitions.server.ts';
import { OLD_ROWS } from './store/old-rows.server.ts';
import { retentionPeriods } from './store/retention-settings.server.ts';

export type RetentionServices = PrivacyServices & { heartbeat: Heartbeat };

/**
 * Deletes what a shop does not keep any longer. Months that no shop keeps are dropped before, so that what is deleted
 * here is what this shop keeps for less long than others. It may be killed at any moment and run again.
 * @param atOnce the most rows of a table, and the most profiles, in one transaction
 */
export async function applyRetention(
  services: RetentionServices,
  shopId: string,
  atOnce?: number,
): Promise<void> {
  const { pool, clock, logger, heartbeat } = services;
  const now = clock.now();
  if (await eraseLongGone(services, shopId, now)) return;
  await dropOldPartitions(pool, now);
  const { periods, monthly } = await inShop(pool, shopId, async (client) => {
    const kept = await retentionPeriods(client, shopId);
    return { periods: kept, monthly: await readMonthsSince(client, now, kept) };
  });
  const deleted: Record<string, number> = {};
  for (const old of OLD_ROWS) {
    const { kind, table, isMonthly } = old;
    const days = typeof kind === 'string' ? periods[kind] : kind.days;
    const exact = now - days * DAY;
    const month = kind === 'events' || kind === 'decisions' ? monthly[kind] : null;
    const before = isMonthly ? (month ?? exact) : exact;
    deleted[table] = await deleteOldRows(pool, heartbeat, shopId, old, before, atOnce);
  }
  const unseen = now - periods.anonymous * DAY;
  deleted['profile'] = await deleteAnonymous(pool, heartbeat, shopId, unseen, atOnce);
  logger.info({ shopId, deleted }, 'retention applied');
}

/**
 * Erases a shop that uninstalled the app longer ago than it is kept. Shopify asks for it after two days, but the
 * request may be lost.
 * @returns whether it is gone
 */
async function eraseLongGone(
  { pool, clock, logger, ring }: RetentionServices,
  shopId: string,
  now: number,
): Promise<boolean> {
  const shop = await loadUninstalledShop(pool, shopId);
  if (!shop || shop.uninstalledAt + shop.days * DAY > now) return false;
  const erasure = { requestedAt: now, now: () => clock.now() };
  const erased = await eraseShop(pool, shopId, ring.erasedCodes, erasure);
  // It came back just now.
  if (erased.outcome === 'installed' || erased.outcome === 'too_early') return false;
  if (erased.outcome === 'erased')
    logger.info({ shopId, rows: erased.certificate.rows }, 'shop erased that left long ago');
  return true;
}
