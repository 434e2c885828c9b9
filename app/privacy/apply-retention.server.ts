import { inShop } from '#app/platform/db.server.ts';
import type { Heartbeat } from '#app/queue/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { PrivacyServices } from './privacy-context.server.ts';
import { deleteAnonymous } from './store/delete-anonymous.server.ts';
import { deleteOldRows, OLD_ROWS } from './store/delete-old-rows.server.ts';
import { eraseShop } from './store/erase-shop.server.ts';
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
  await pool.query('select drop_old_partitions($1)', [new Date(now)]);
  const { periods, monthly } = await inShop(pool, shopId, async (client) => {
    const kept = await retentionPeriods(client, shopId);
    const { rows } = await client.query<Record<'events' | 'decisions', number>>(
      'select kept_since($1::date, $2) as events, kept_since($1::date, $3) as decisions',
      [new Date(now), kept.events, kept.decisions],
    );
    return { periods: kept, monthly: rows[0] };
  });
  const deleted: Record<string, number> = {};
  for (const old of OLD_ROWS) {
    const { kind, table, isMonthly } = old;
    const days = typeof kind === 'string' ? periods[kind] : kind.days;
    const exact = now - days * DAY;
    const month = kind === 'events' || kind === 'decisions' ? monthly?.[kind] : undefined;
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
  const { rows } = await pool.query<{ uninstalledAt: number; days: number }>(
    `select uninstalled_at as "uninstalledAt", keep_uninstalled_days as days
       from shop where id = $1 and uninstalled_at is not null`,
    [shopId],
  );
  const [shop] = rows;
  if (!shop || shop.uninstalledAt + shop.days * DAY > now) return false;
  const erasure = { requestedAt: now, now: () => clock.now() };
  const erased = await eraseShop(pool, shopId, ring.erasedCodes, erasure);
  // It came back just now.
  if (erased.outcome === 'installed' || erased.outcome === 'too_early') return false;
  if (erased.outcome === 'erased')
    logger.info({ shopId, rows: erased.certificate.rows }, 'shop erased that left long ago');
  return true;
}
