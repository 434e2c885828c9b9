import type pg from 'pg';
import type { Logger } from 'pino';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { JobName } from '#app/queue/catalog.ts';
import { enqueueJobs } from '#app/queue/queue.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { RECHECK_MS } from '#app/privacy/compliance-request.ts';
import { eachShop } from './each-shop.server.ts';

/**
 * Notes when time alone will next change anything of the shop: a profile, a run, a message put off, or clicks
 * that are held.
 * The shop's row is locked first, so that of two jobs at once the second counts what the first wrote.
 */
export async function scheduleNext(client: ShopClient, shopId: string, now: number): Promise<void> {
  await client.query('select from shop where id = $1 for no key update', [shopId]);
  await client.query(
    `update shop set next_due_at = least(
       (select min(next_change_at) from profile where shop_id = $1 and next_change_at is not null),
       (select min(due_at) from held_click where shop_id = $1),
       (select min(wake_at) from journey_run where shop_id = $1 and state = 'active'),
       (select min(due_at) from effect where shop_id = $1 and state = 'ready' and due_at > $2))
     where id = $1`,
    [shopId, new Date(now)],
  );
}

/**
 * Enqueues `close_days` for the shops of which a day, in their own zone, ended since the sizes of their segments were counted last, and
 * those whose zone is another since.
 */
export async function enqueueDayCloses(pool: pg.Pool, now: number, logger: Logger): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where uninstalled_at is null
        and (days_due_at is null or days_due_at <= $1 or days_zone is distinct from time_zone)
      order by days_due_at nulls first limit 1000`,
    [new Date(now)],
  );
  await eachShop(pool, rows, logger, (client, id) => enqueueJobs(client, id, ['close_days']));
}

/** Enqueues the daily deletion of what is old, of uninstalled shops as well, by the database's clock. */
export async function enqueueRetention(pool: pg.Pool, logger: Logger): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from shop where retention_due_at <= now() order by retention_due_at limit 1000',
  );
  await eachShop(pool, rows, logger, async (client, id) => {
    const { rowCount } = await client.query(
      `update shop set retention_due_at = now() + interval '1 day'
        where id = $1 and retention_due_at <= now()`,
      [id],
    );
    // Another worker may have been faster.
    if (rowCount === 1) await enqueueJobs(client, id, ['retention']);
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
  await enqueueDueJob(pool, now, logger, {
    dueAt: 'privacy_due_at',
    of: 'true',
    putOffMs: RECHECK_MS,
    job: 'privacy',
  });
}

/** Enqueues the checks of the shops whose sending domain is due for one. */
export async function enqueueDomainChecks(
  pool: pg.Pool,
  now: number,
  logger: Logger,
): Promise<void> {
  await enqueueDueJob(pool, now, logger, {
    dueAt: 'domain_check_due_at',
    of: 'uninstalled_at is null',
    putOffMs: HOUR,
    job: 'check_domain',
  });
}

/** A job that a column of `shop` makes due; `condition` says for which shops. */
type DueJob = {
  dueAt: 'privacy_due_at' | 'domain_check_due_at';
  of: 'true' | 'uninstalled_at is null';
  putOffMs: number;
  job: JobName;
};

/** Put off rather than cleared: a job that dies comes back. */
async function enqueueDueJob(
  pool: pg.Pool,
  now: number,
  logger: Logger,
  { dueAt, of, putOffMs, job }: DueJob,
): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where ${dueAt} <= $1 and ${of} order by ${dueAt} limit 1000`,
    [new Date(now)],
  );
  await eachShop(pool, rows, logger, async (client, id) => {
    const { rowCount } = await client.query(
      `update shop set ${dueAt} = $3 where id = $1 and ${dueAt} <= $2`,
      [id, new Date(now), new Date(now + putOffMs)],
    );
    if (rowCount === 1) await enqueueJobs(client, id, [job]);
  });
}

/** Enqueues the jobs of the shops that are due. */
export async function enqueueDueShops(pool: pg.Pool, now: number, logger: Logger): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where next_due_at <= $1 and uninstalled_at is null
      order by next_due_at limit 1000`,
    [new Date(now)],
  );
  await eachShop(pool, rows, logger, async (client, id) => {
    // Cleared so that the next poll does not enqueue them again; the jobs note the next moment themselves.
    await client.query('update shop set next_due_at = null where id = $1', [id]);
    await enqueueJobs(client, id, ['drain', 'deliver']);
  });
}
