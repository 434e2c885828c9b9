import type pg from 'pg';
import type { Logger } from 'pino';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJobs } from '#app/queue/queue.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { RECHECK_MS } from '#app/privacy/compliance-request.ts';
import { dueEffectJobs } from '#app/effects/due-jobs.server.ts';
import { nextEffectAt } from '#app/effects/store/due-effects.server.ts';
import {
  findDueShops,
  findShopsWithEndedDays,
  findShopsWithOldRows,
  findShopsWithRequests,
  putOffDue,
  putOffRetention,
} from '#app/shopify/store/due-shops.server.ts';
import { lockShop } from '#app/shopify/store/lock-shop.server.ts';
import { replaceNextDue, saveNextDue } from '#app/shopify/store/next-due.server.ts';
import { eachShop } from './each-shop.server.ts';

/**
 * Notes when time alone will next change anything of the shop: a profile, a run, a message put off, or clicks
 * that are held. What is due already is left to the poll.
 * The shop's row is locked first, so that of two jobs at once the second counts what the first wrote.
 */
export async function scheduleNext(client: ShopClient, shopId: string, now: number): Promise<void> {
  await lockShop(client, shopId);
  await saveNextDue(client, shopId, await nextEffectAt(client, shopId, now), now);
}

/**
 * Enqueues `close_days` for the shops of which a day, in their own zone, ended since the sizes of their segments were counted last, and
 * those whose zone is another since.
 */
export async function enqueueDayCloses(pool: pg.Pool, now: number, logger: Logger): Promise<void> {
  const shops = await findShopsWithEndedDays(pool, now);
  await eachShop(pool, shops, logger, (client, id) => enqueueJobs(client, id, ['close_days']));
}

/** Enqueues the daily deletion of what is old, of uninstalled shops as well, by the database's clock. */
export async function enqueueRetention(pool: pg.Pool, logger: Logger): Promise<void> {
  const shops = await findShopsWithOldRows(pool);
  await eachShop(pool, shops, logger, async (client, id) => {
    // Another worker may have been faster.
    if (await putOffRetention(client, id)) await enqueueJobs(client, id, ['retention']);
  });
}

/**
 * Enqueues `privacy` for the shops with an open privacy request, uninstalled ones as well: its own job may be lost, or have given
 * up. Put off rather than cleared, so that a job that dies is found again; the job itself notes when none is open.
 */
export async function enqueuePrivacyRequests(
  pool: pg.Pool,
  now: number,
  logger: Logger,
): Promise<void> {
  const shops = await findShopsWithRequests(pool, now);
  await eachShop(pool, shops, logger, async (client, id) => {
    if (await putOffDue(client, id, 'privacy_due_at', now, now + RECHECK_MS))
      await enqueueJobs(client, id, ['privacy']);
  });
}

/** Enqueues the checks of the shops whose sending domain is due for one; put off rather than cleared, as above. */
export async function enqueueDomainChecks(
  pool: pg.Pool,
  now: number,
  logger: Logger,
): Promise<void> {
  const shops = await findDueShops(pool, 'domain_check_due_at', now);
  await eachShop(pool, shops, logger, async (client, id) => {
    if (await putOffDue(client, id, 'domain_check_due_at', now, now + HOUR))
      await enqueueJobs(client, id, ['check_domain']);
  });
}

/** Looks that are enqueued at once, so that they do not fill the queue. */
const MOST_WATCHED = 100;

/** Enqueues the looks at journeys that may have stopped; put off rather than cleared, as above. */
export async function enqueueWatches(pool: pg.Pool, now: number, logger: Logger): Promise<void> {
  const shops = await findDueShops(pool, 'watch_due_at', now, MOST_WATCHED);
  await eachShop(pool, shops, logger, async (client, id) => {
    if (await putOffDue(client, id, 'watch_due_at', now, now + HOUR / 4))
      await enqueueJobs(client, id, ['watch']);
  });
}

/** Enqueues the jobs of the shops that are due. */
export async function enqueueDueShops(pool: pg.Pool, now: number, logger: Logger): Promise<void> {
  const shops = await findDueShops(pool, 'next_due_at', now);
  await eachShop(pool, shops, logger, async (client, id) => {
    // The jobs note the next moment themselves, but of effects only what is due after they started.
    await lockShop(client, id);
    await replaceNextDue(client, id, await nextEffectAt(client, id, now));
    await enqueueJobs(client, id, ['drain', 'deliver', ...(await dueEffectJobs(client, id, now))]);
  });
}
